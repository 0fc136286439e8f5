package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * What no change may cross, in RAGChecker's terms.
 *
 * @param precision share of the answer's claims that are right, 0 to 1
 * @param recall share of the expected claims that the answer makes, 0 to 1
 * @param f1 harmonic mean of the two, 0 to 1
 * @param wholeEvaluation how long all cases together may take
 * @param k how many passages the pipeline retrieves per case, 1 to 1000
 */
public record RedLines(
    Threshold<Double> precision,
    Threshold<Double> recall,
    Threshold<Double> f1,
    Threshold<Duration> wholeEvaluation,
    int k) {

  static RedLines read(Node root) {
    Section section = root.section("precision", "recall", "f1", "whole_evaluation", "k");
    return new RedLines(
        Threshold.shareAtLeast(section.required("precision")),
        Threshold.shareAtLeast(section.required("recall")),
        Threshold.shareAtLeast(section.required("f1")),
        Threshold.read(
            section.required("whole_evaluation"),
            Threshold.Direction.AT_MOST,
            scalar -> TimeSpan.read(scalar, "1ms", "24h")),
        section.scalar("k").asInteger(1, 1000));
  }
}
