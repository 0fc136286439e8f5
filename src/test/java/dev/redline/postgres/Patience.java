package dev.redline.postgres;

import dev.redline.plan.TimeLimits;
import java.time.Duration;

/** How long sessions of tests wait that bring no plan along. */
public final class Patience {

  public static final TimeLimits OF_TESTS = of(Duration.ofSeconds(60), Duration.ofSeconds(10));

  private Patience() {}

  /** The same with other limits on a statement, and on the silence after it. */
  public static TimeLimits of(Duration statement, Duration answer) {
    Duration ten = Duration.ofSeconds(10);
    Duration minute = Duration.ofMinutes(1);
    return new TimeLimits(
        ten, ten, statement, ten, answer, minute, minute, minute, minute, minute, ten);
  }
}
