package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Excerpt;
import dev.redline.plan.yaml.NearestName;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What no change may cross, in RAGChecker's terms.
 *
 * @param judges red lines by the name of the judge and the key of the metric, shares from 0 to 1: a
 *     figure of one judge says nothing about another's
 * @param wholeEvaluation how long all cases together may take
 * @param k how many passages the pipeline retrieves per case, 1 to 1000
 */
public record RedLines(
    Map<String, Map<String, Threshold<Double>>> judges,
    Threshold<Duration> wholeEvaluation,
    int k) {

  /** The keys of the metrics that may have a red line, in the order of RAGChecker's files. */
  public static final List<String> METRICS =
      List.of(
          "precision",
          "recall",
          "f1",
          "claim_recall",
          "context_precision",
          "context_utilization",
          "noise_sensitivity_in_relevant",
          "noise_sensitivity_in_irrelevant",
          "hallucination",
          "self_knowledge",
          "faithfulness");

  /** What unanswerable questions have instead: the share of them that is refused. */
  public static final String REFUSAL = "refusal";

  /** Metrics of which less is better. */
  private static final Set<String> FAULTS =
      Set.of("noise_sensitivity_in_relevant", "noise_sensitivity_in_irrelevant", "hallucination");

  /** Knowledge of the model's own is welcome to some and a fault to others. */
  private static final String EITHER = "self_knowledge";

  /** Of the judges that come with the harness, and of labels in a file; others have any name. */
  private static final List<String> JUDGES = List.of("bedrock", "labels", "offline", "openai");

  static RedLines read(Node root) {
    Section section = root.section("judges", "whole_evaluation", "k");
    Map<String, Map<String, Threshold<Double>>> judges = new LinkedHashMap<>();
    section
        .required("judges")
        .entries()
        .forEach((judge, node) -> judges.put(spelt(judge, node), lines(node)));
    return new RedLines(
        Map.copyOf(judges),
        Threshold.read(
            section.required("whole_evaluation"),
            Threshold.Direction.AT_MOST,
            scalar -> TimeSpan.read(scalar, "1ms", "24h")),
        section.scalar("k").asInteger(1, 1000));
  }

  static Map<String, Threshold<Double>> lines(Node node) {
    List<String> keys = Stream.concat(METRICS.stream(), Stream.of(REFUSAL)).toList();
    Section section = node.section(keys.toArray(String[]::new));
    Map<String, Threshold<Double>> lines = new LinkedHashMap<>();
    keys.forEach(
        metric ->
            section.optional(metric).ifPresent(line -> lines.put(metric, line(metric, line))));
    return Map.copyOf(lines);
  }

  private static Threshold<Double> line(String metric, Node node) {
    if (metric.equals(EITHER)) {
      return Threshold.share(node);
    }
    return FAULTS.contains(metric) ? Threshold.shareAtMost(node) : Threshold.shareAtLeast(node);
  }

  /** Red lines under a misspelt name would count for nobody, and nobody would be told. */
  private static String spelt(String judge, Node node) {
    Optional<String> meant =
        NearestName.of(judge, JUDGES)
            .filter(name -> Math.abs(name.length() - judge.length()) <= 1)
            .filter(name -> !name.equals(judge));
    if (meant.isPresent()) {
      throw new PlanException(
          node.at(),
          "found red lines of a judge \"%s\". Did you mean %s? A judge of yours needs a name less like it."
              .formatted(Excerpt.of(judge), meant.get()));
    }
    return judge;
  }

  /**
   * The text of red-lines.yaml with these floors of a judge.
   *
   * @param text of the file; possibly empty
   * @param floors by the key of the metric, shares from 0 to 1
   * @param from where they come from, in one line
   */
  public static String withFloors(
      String text, String judge, Map<String, Double> floors, String from) {
    return RedLinesFile.of(text).with(judge, floors, from);
  }

  /**
   * The same red lines, but those of one judge as the file has them.
   *
   * @throws dev.redline.plan.yaml.PlanException if the file is no red-lines.yaml
   */
  public RedLines read(Path file, String judge) {
    Map<String, Map<String, Threshold<Double>>> all = new LinkedHashMap<>(judges);
    all.put(judge, RedLinesFile.read(file, judge));
    return new RedLines(Map.copyOf(all), wholeEvaluation, k);
  }

  /** The limits of a judge's red lines in a file, by the key of the metric. */
  public static Map<String, Double> floors(Path file, String judge) {
    Map<String, Double> limits = new LinkedHashMap<>();
    RedLinesFile.read(file, judge).forEach((metric, line) -> limits.put(metric, line.limit()));
    return limits;
  }

  /**
   * The red lines of a judge by the key of the metric; empty if the judge has none of its own, by
   * name alone or not at all.
   */
  public Optional<Map<String, Threshold<Double>>> of(String judge) {
    return Optional.ofNullable(judges.get(judge)).filter(lines -> !lines.isEmpty());
  }
}
