package dev.redline.rag;

import dev.redline.rag.json.FileHash;
import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.JsonLines;
import dev.redline.rag.json.RagFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The questions of an evaluation.
 *
 * @param cases in the order of the file, at least one
 * @param sha256 of the file's bytes, lower-case hexadecimal
 */
public record Cases(List<Case> cases, String sha256) {

  /**
   * Reads one case a line: {@code query_id}, {@code query}, {@code gt_answer}, {@code kind}, {@code
   * evidence}.
   *
   * @param corpus must hold every passage that a case names as evidence
   * @throws RagFileException if the file is missing or empty, or a line breaks a rule
   */
  public static Cases read(Path file, Corpus corpus) {
    Set<String> known = corpus.docIds();
    return new Cases(
        JsonLines.read(file, "query_id", line -> read(line, known)), FileHash.sha256(file));
  }

  private static Case read(JsonAt line, Set<String> known) {
    return new Case(
        line.required("query_id").filledText(),
        line.required("query").filledText(),
        line.required("gt_answer").filledText(),
        line.required("kind").filledText(),
        line.required("evidence").list(docId -> evidence(docId, known)));
  }

  /**
   * Reads a user's own: {@code query_id} and {@code query}; {@code gt_answer} and {@code evidence}
   * where they are known.
   *
   * @throws RagFileException if the file is missing or empty, or a line breaks a rule
   */
  public static Cases read(Path file) {
    return new Cases(JsonLines.read(file, "query_id", Cases::read), FileHash.sha256(file));
  }

  private static Case read(JsonAt line) {
    return new Case(
        line.required("query_id").filledText(),
        line.required("query").filledText(),
        line.optional("gt_answer").map(JsonAt::filledText).orElse(""),
        line.optional("kind").map(JsonAt::text).orElse(""),
        line.optional("evidence").map(ids -> ids.list(JsonAt::filledText)).orElse(List.of()));
  }

  private static String evidence(JsonAt docId, Set<String> known) {
    if (!known.contains(docId.filledText())) {
      throw docId.wrong(
          "\"" + docId.text() + "\" is no passage of the corpus; correct it or add the passage");
    }
    return docId.text();
  }
}
