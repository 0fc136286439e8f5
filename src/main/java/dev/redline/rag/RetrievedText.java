package dev.redline.rag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One retrieved chunk.
 *
 * @param docId null if the file names none
 */
public record RetrievedText(@Nullable String docId, String text) {

  /** Passages as they stand in an evaluation, in their order. */
  public static List<RetrievedText> of(List<Passage> passages) {
    return passages.stream().map(p -> new RetrievedText(p.docId(), p.text())).toList();
  }
}
