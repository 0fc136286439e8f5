package dev.redline.plan.isolation;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * How far LTST may slow searches down, and how that is measured.
 *
 * @param p95 beside guarded load, divided by p95 alone
 * @param ignoredBelow a search that is slower by less than this is no finding, whatever the ratio
 * @param scoreChange of precision, recall and F1 beside guarded load, in either direction
 * @param k of the searches, 1 to 1000
 * @param samples timed searches of each kind, 100 or more: a p95 of fewer is noise
 * @param blocks into which they are split, 1 to {@code samples}
 * @param warmUp untimed searches before the first block, 0 or more
 * @param attempts how often a slowdown is measured before it counts, 1 to 10
 * @param longest after which it is not measured again
 * @param seed of the resampling, 0 or more
 */
public record InterferenceLimits(
    Threshold<Double> p95,
    Duration ignoredBelow,
    Threshold<Double> scoreChange,
    int k,
    int samples,
    int blocks,
    int warmUp,
    int attempts,
    Duration longest,
    int seed) {

  static InterferenceLimits read(Node node) {
    Section section =
        node.section(
            "p95",
            "ignored_below",
            "score_change",
            "k",
            "samples",
            "blocks",
            "warm_up",
            "attempts",
            "longest",
            "seed");
    int samples = section.scalar("samples").asInteger(100, 1_000_000);
    return new InterferenceLimits(
        atMost(section.required("p95"), 1, 10),
        TimeSpan.read(section.scalar("ignored_below"), "1us", "1s"),
        atMost(section.required("score_change"), 0, 1),
        section.scalar("k").asInteger(1, 1_000),
        samples,
        section.scalar("blocks").asInteger(1, samples),
        section.scalar("warm_up").asInteger(0, 1_000_000),
        section.scalar("attempts").asInteger(1, 10),
        TimeSpan.read(section.scalar("longest"), "100ms", "30min"),
        section.scalar("seed").asInteger(0, Integer.MAX_VALUE));
  }

  private static Threshold<Double> atMost(Node node, double least, double most) {
    return Threshold.read(
        node, Threshold.Direction.AT_MOST, scalar -> scalar.asDecimal(least, most));
  }
}
