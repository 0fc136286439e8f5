package dev.redline.rag.evaluation;

import dev.redline.files.Sha256;
import dev.redline.rag.JudgeId;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.json.RagFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where answers in a file come from: what must be equal for their scores to be compared with
 * others. The {@code summary} that evaluations of this project carry states it. A file without one
 * has a judge and a corpus that nobody states, and its questions are hashed.
 *
 * @param judge who gave the labels in the file
 * @param answerer as {@link NamedAnswerer#id} has it; {@value #NOT_STATED} for another pipeline's
 */
public record AnswerProvenance(
    JudgeId judge, String corpusSha256, String casesSha256, int k, String answerer) {

  /** Of what a file does not say. */
  public static final String NOT_STATED = "not stated";

  static AnswerProvenance of(Optional<JsonNode> summary, JudgedResults results) {
    return new Stated(summary.orElse(MissingNode.getInstance()), results).origin();
  }

  /** The same, with labels that {@code other} gave where {@code results} lack them. */
  AnswerProvenance judgedBy(JudgeId other, JudgedResults results) {
    return new AnswerProvenance(
        holdsAny(results) ? judge.and(other) : other, corpusSha256, casesSha256, k, answerer);
  }

  /**
   * The same, with a judge that a person names.
   *
   * @throws RagFileException if the file names another one, or holds no labels
   */
  AnswerProvenance labelledBy(JudgeId named, Path file, JudgedResults results) {
    if (!holdsAny(results)) {
      throw new RagFileException(
          file,
          "",
          "holds no labels that %s could have given; leave -Deval.judge out, and choose with -Djudge"
                  .formatted(named)
              + " who judges");
    }
    if (!judge.equals(JudgeId.UNKNOWN) && !judge.toString().equals(named.toString())) {
      throw new RagFileException(
          file,
          "/summary/judge",
          "says that %s gave the labels, and not %s; leave -Deval.judge out"
              .formatted(judge, named));
    }
    return judge.equals(JudgeId.UNKNOWN)
        ? new AnswerProvenance(named, corpusSha256, casesSha256, k, answerer)
        : this;
  }

  private static boolean holdsAny(JudgedResults results) {
    return results.counts().values().stream().anyMatch(count -> count > 0);
  }

  private record Stated(JsonNode summary, JudgedResults results) {

    AnswerProvenance origin() {
      return new AnswerProvenance(
          judge(),
          text("corpus_sha256").orElse(NOT_STATED),
          text("cases_sha256").orElseGet(() -> questions(results)),
          summary.path("k").isInt() ? summary.path("k").intValue() : results.mostChunks(),
          text("answerer").orElse(NOT_STATED));
    }

    private JudgeId judge() {
      String[] parts = text("judge").orElse("").split("@", 2);
      return parts.length == 2
          ? new JudgeId(parts[0], parts[1], text("model").orElse(null))
          : JudgeId.UNKNOWN;
    }

    private Optional<String> text(String key) {
      JsonNode value = summary.path(key);
      return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
  }

  /** Over ids, questions and expected answers, whatever their order in the file. */
  private static String questions(JudgedResults results) {
    Sha256 hash = new Sha256();
    List<String> ids = results.ids();
    IntStream.range(0, ids.size())
        .boxed()
        .sorted(Comparator.comparing(ids::get))
        .map(place -> results.get(place).answered())
        .forEach(
            answered -> {
              hash.add(answered.queryId());
              hash.add(answered.query());
              hash.add(answered.gtAnswer());
            });
    return hash.hex();
  }
}
