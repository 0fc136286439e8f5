package dev.redline.rag;

import dev.redline.rag.json.FileHash;
import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.JsonLines;
import dev.redline.rag.json.RagFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passages that a retriever searches.
 *
 * @param passages in the order of the file, at least one
 * @param sha256 of the file's bytes, lower-case hexadecimal; who embeds the passages follows,
 *     unless hashing does
 */
public record Corpus(List<Passage> passages, String sha256) {

  /**
   * Reads one passage a line: {@code doc_id} and {@code text}, optionally {@code topic} and {@code
   * title}.
   *
   * @throws RagFileException if the file is missing or empty, or a line breaks a rule
   */
  public static Corpus read(Path file) {
    return new Corpus(JsonLines.read(file, "doc_id", Corpus::passage), FileHash.sha256(file));
  }

  /** The same passages, embedded by a model: found by other vectors, they are another corpus. */
  public Corpus embeddedBy(String embedder) {
    return new Corpus(passages, sha256 + ", embedded by " + embedder);
  }

  private static Passage passage(JsonAt line) {
    return new Passage(
        line.required("doc_id").filledText(),
        line.optional("topic").map(JsonAt::text).orElse(""),
        line.optional("title").map(JsonAt::text).orElse(""),
        line.required("text").filledText());
  }

  Set<String> docIds() {
    return passages.stream().map(Passage::docId).collect(Collectors.toUnmodifiableSet());
  }
}
