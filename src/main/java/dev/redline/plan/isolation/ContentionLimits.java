package dev.redline.plan.isolation;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * How contention is sampled and what of it is too much.
 *
 * @param samples 10 to 10000
 * @param interval from one sample to the next
 * @param memory of the host that PostgreSQL may use, a share from 0 to 1
 * @param longestBlock that a session may have waited for another one
 */
public record ContentionLimits(
    int samples, Duration interval, Threshold<Double> memory, Threshold<Duration> longestBlock) {

  static ContentionLimits read(Node node) {
    Section section = node.section("samples", "interval", "memory", "longest_block");
    return new ContentionLimits(
        section.scalar("samples").asInteger(10, 10_000),
        TimeSpan.read(section.scalar("interval"), "1ms", "1min"),
        Threshold.read(
            section.required("memory"),
            Threshold.Direction.AT_MOST,
            scalar -> scalar.asDecimal(0, 1)),
        Threshold.read(
            section.required("longest_block"),
            Threshold.Direction.AT_MOST,
            scalar -> TimeSpan.read(scalar, "1ms", "10min")));
  }
}
