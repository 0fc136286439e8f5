package dev.redline.plan.workload;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * When searches count as slower than before, and how long that may take to find out.
 *
 * @param usual of p50 and of p95
 * @param tail of p99
 * @param confirmation of p50 and of p95 of a server by an unchanged copy, after a rehearsal: two
 *     servers that were started apart differ for as long as they live
 * @param unpaired of p95, where before and after can only be measured one after the other
 * @param alpha the share of verdicts that may be wrong at the limit itself, 0.0001 to 0.05
 * @param longest sampling; what is undecided then is inconclusive
 * @param calibration of each kind of slow-down that calibration plants
 * @param because why the limits are these, if the plan says so
 */
public record SlowdownConfig(
    SlowdownLimit usual,
    SlowdownLimit tail,
    SlowdownLimit confirmation,
    SlowdownLimit unpaired,
    double alpha,
    Duration longest,
    Duration calibration,
    Optional<String> because) {

  private static final Duration UNNOTICED = Duration.ofMillis(1);
  private static final Duration UNNOTICED_IN_THE_TAIL = Duration.ofMillis(5);
  private static final Duration UNNOTICED_UNPAIRED = Duration.ofMillis(20);
  private static final Duration SHORTEST_BUDGET = Duration.ofSeconds(1);

  static SlowdownConfig read(Node node) {
    Section section =
        node.section(
            "at_most",
            "or_at_most",
            "tail",
            "confirmation",
            "unpaired",
            "alpha",
            "longest",
            "calibration",
            "because");
    Section tail = section.required("tail").section("at_most", "or_at_most");
    Section confirmation = section.required("confirmation").section("at_most", "or_at_most");
    Section unpaired = section.required("unpaired").section("at_most", "or_at_most");
    return new SlowdownConfig(
        usual(section),
        SlowdownLimit.read(tail, 3, UNNOTICED_IN_THE_TAIL),
        usual(confirmation),
        SlowdownLimit.read(unpaired, 3, UNNOTICED_UNPAIRED),
        section.scalar("alpha").asDecimal(0.0001, 0.05),
        section.scalar("longest").as(text -> budget(TimeSpan.parse(text))),
        section.scalar("calibration").as(text -> budget(TimeSpan.parse(text))),
        section.because());
  }

  /** A limit of p50 and of p95, within the bounds that every such limit has. */
  static SlowdownLimit usual(Section section) {
    return SlowdownLimit.read(section, 1.5, UNNOTICED);
  }

  /** The same with another limit of p50 and of p95. */
  public SlowdownConfig with(SlowdownLimit other) {
    return with(other, Optional.empty());
  }

  /** The limits of a server by an unchanged copy, after a rehearsal. */
  public SlowdownConfig confirming() {
    return with(confirmation, because);
  }

  private SlowdownConfig with(SlowdownLimit other, Optional<String> why) {
    return new SlowdownConfig(
        other, tail, confirmation, unpaired, alpha, longest, calibration, why);
  }

  private static Duration budget(Duration time) {
    if (time.compareTo(SHORTEST_BUDGET) < 0) {
      throw new IllegalArgumentException("sampling takes 1 s or more");
    }
    return time;
  }

  /** The limits of the quantiles that are compared, by their level. */
  public Map<Double, SlowdownLimit> limits() {
    return Map.of(0.5, usual, 0.95, usual, 0.99, tail);
  }
}
