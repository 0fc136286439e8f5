package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * What the phase observability promises, and how that is measured.
 *
 * @param overhead what counting statements adds to the time of a search, as a share of it
 * @param measurement how the overhead is measured
 * @param coverage the share of the server's activity that pg_stat_statements sees
 * @param coverageSearches searches that coverage is taken over, 10 or more
 * @param slowStatement how long a statement runs that must arrive in the log, 1 minute at most
 */
public record ObservabilityConfig(
    Threshold<Double> overhead,
    Measurement measurement,
    Threshold<Double> coverage,
    int coverageSearches,
    Duration slowStatement,
    IndexConfig indexes) {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * How the overhead is measured.
   *
   * @param warmUp searches before it that nobody times, 0 or more
   * @param k rows that a search asks for, 1 to 1000
   * @param longest sampling, 1 s to 10 min; what is undecided then is inconclusive
   */
  public record Measurement(int warmUp, int k, Duration longest) {

    static Measurement read(Node node) {
      Section section = node.section("warm_up", "k", "longest");
      return new Measurement(
          section.scalar("warm_up").asInteger(0, 1_000_000),
          section.scalar("k").asInteger(1, 1000),
          TimeSpan.read(section.scalar("longest"), "1s", "10min"));
    }
  }

  static ObservabilityConfig read(Node root) {
    Section section =
        root.section(
            "overhead",
            "measurement",
            "coverage",
            "coverage_searches",
            "slow_statement",
            "indexes");
    return new ObservabilityConfig(
        Threshold.read(
            section.required("overhead"),
            Threshold.Direction.AT_MOST,
            scalar -> scalar.asDecimal(0.001, 1)),
        Measurement.read(section.required("measurement")),
        Threshold.shareAtLeast(section.required("coverage")),
        section.scalar("coverage_searches").asInteger(10, 1_000_000),
        slowStatement(section.scalar("slow_statement")),
        IndexConfig.read(section.required("indexes")));
  }

  private static Duration slowStatement(ScalarNode scalar) {
    Duration time = scalar.as(TimeSpan::parse);
    if (time.compareTo(LONGEST) > 0) {
      throw scalar.wrongType("a time of at most 1min");
    }
    return time;
  }
}
