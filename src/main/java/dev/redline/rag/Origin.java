package dev.redline.rag;

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
 */
public record Origin(JudgeId judge, String corpusSha256, String casesSha256, int k) {

  private static final String NOT_STATED = "not stated";

  /** The judge of labels in a file that does not say who gave them. */
  static final JudgeId UNKNOWN_JUDGE = new JudgeId("labels", "as-given", null);

  static Origin of(Optional<JsonNode> summary, JudgedResults results) {
    return new Stated(summary.orElse(MissingNode.getInstance()), results).origin();
  }

  /** The same, with labels that {@code other} gave where {@code results} lack them. */
  Origin judgedBy(JudgeId other, JudgedResults results) {
    boolean given = results.counts().values().stream().anyMatch(count -> count > 0);
    return new Origin(given ? judge.and(other) : other, corpusSha256, casesSha256, k);
  }

  private record Stated(JsonNode summary, JudgedResults results) {

    Origin origin() {
      return new Origin(
          judge(),
          text("corpus_sha256").orElse(NOT_STATED),
          text("cases_sha256").orElseGet(() -> questions(results)),
          summary.path("k").isInt() ? summary.path("k").intValue() : results.mostChunks());
    }

    private JudgeId judge() {
      String[] parts = text("judge").orElse("").split("@", 2);
      return parts.length == 2
          ? new JudgeId(parts[0], parts[1], text("model").orElse(null))
          : UNKNOWN_JUDGE;
    }

    private Optional<String> text(String key) {
      JsonNode value = summary.path(key);
      return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
  }

  /** Over ids, questions and expected answers, whatever their order in the file. */
  private static String questions(JudgedResults results) {
    FileHash hash = new FileHash();
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
