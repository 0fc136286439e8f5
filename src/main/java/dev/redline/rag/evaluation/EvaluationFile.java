package dev.redline.rag.evaluation;

import dev.redline.rag.ReplyCounts;
import dev.redline.rag.Unjudged;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.Scores;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An evaluation as a file in RAGChecker's format with a {@code summary} on top. */
public final class EvaluationFile {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private EvaluationFile() {}

  /** {@code ragchecker_official_evaluation_<time>.json}, the time being the start in UTC. */
  public static String name(EvaluationResult result) {
    return "ragchecker_official_evaluation_" + TIME.format(result.started()) + ".json";
  }

  /**
   * Writes the file, all or nothing, and its directories. Scores of an incomplete evaluation are
   * null.
   *
   * @throws RagFileException if it cannot be written
   */
  public static void write(Path file, EvaluationResult result) {
    RagFileWriter.write(file, result.results(), result.metrics(), Optional.of(summary(result)));
  }

  private static JsonNode summary(EvaluationResult result) {
    Summary summary = result.summary();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("precision", summary.scores().map(Scores::precision).orElse(null));
    tree.put("recall", summary.scores().map(Scores::recall).orElse(null));
    tree.put("f1", summary.scores().map(Scores::f1).orElse(null));
    tree.put("seconds", summary.elapsed().toMillis() / 1000.0);
    tree.put("cases", summary.cases());
    tree.put("reused", summary.reused());
    tree.put("judge", summary.judge().toString());
    tree.put("model", summary.judge().model());
    tree.put("corpus_sha256", summary.corpusSha256());
    tree.put("cases_sha256", summary.casesSha256());
    tree.put("k", summary.k());
    tree.put("answerer", summary.answerer());
    tree.put("complete", summary.complete());
    result
        .repeats()
        .further()
        .forEach(
            (query, scores) -> {
              ArrayNode further = tree.withObjectProperty("judged_again").putArray(query);
              scores.forEach(again -> further.add(ResultTree.fractions(again)));
            });
    replies(tree.putObject("replies"), summary.replies());
    ObjectNode stages = tree.putObject("stages");
    result
        .stages()
        .forEach(
            (stage, count) ->
                stages
                    .putObject(stage.key())
                    .put("given", count.given())
                    .put("judged", count.judged()));
    ArrayNode unjudged = tree.putArray("unjudged");
    for (Unjudged missing : summary.unjudged()) {
      unjudged
          .addObject()
          .put("query_id", missing.queryId())
          .put("reason", missing.reason())
          .put("reply", missing.reply());
    }
    return tree;
  }

  private static void replies(ObjectNode tree, ReplyCounts replies) {
    tree.put("read", replies.read());
    tree.put("asked_again", replies.askedAgain());
    tree.put("unusable", replies.unusable());
    ObjectNode faults = tree.putObject("faults");
    replies.faults().forEach(faults::put);
  }
}
