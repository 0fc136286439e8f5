package dev.redline.rag;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One retrieved chunk.
 *
 * @param docId null if the file names none
 */
public record RetrievedText(@Nullable String docId, String text) {

  /** What tells it apart from others: its id, or for one without an id a hash of its text. */
  public String key() {
    return docId != null
        ? docId
        : "text-" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Passages as they stand in an evaluation, in their order. */
  public static List<RetrievedText> of(List<Passage> passages) {
    return passages.stream().map(p -> new RetrievedText(p.docId(), p.text())).toList();
  }
}
