package dev.redline.rag.judge.call;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What is done about an attempt that failed for a passing reason. The pause before retry {@code n}
 * lies between half and all of {@code base * 2^(n-1)}, at most {@code longest}.
 *
 * @param most retries after the first attempt; 0 for none
 */
public record Retries(int most, Duration base, Duration longest) {

  /**
   * The pause before the next attempt.
   *
   * @param attempts made so far, at least 1
   * @param chance spreads those who were refused together
   */
  public Duration pause(int attempts, RandomGenerator chance) {
    double doubled = (double) base.toNanos() * Math.pow(2, attempts - 1.0);
    double most = Math.min(doubled, (double) longest.toNanos());
    return Duration.ofNanos((long) (most * (0.5 + chance.nextDouble() / 2)));
  }

  public static Retries of(Environment environment) {
    Duration base = environment.seconds(environment.name("RETRY_BASE"), "1.6", "0.001", "60");
    Duration longest =
        environment.seconds(environment.name("RETRY_MAX_SLEEP"), "12", "0.001", "600");
    return new Retries(
        environment.whole(environment.name("MAX_RETRIES"), 0, 20).orElse(6), base, longest);
  }
}
