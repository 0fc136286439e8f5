package dev.redline.postgres;

import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How often and at what pace a connection is tried: exponential backoff with a quarter of jitter,
 * and only for failures that time can mend.
 *
 * @param most how many attempts in all, at least 1
 * @param firstPause the pause after the first failure; it doubles from there
 * @param longestPause no pause is longer than this, jitter aside; equal to the first, all are alike
 */
public record ConnectionAttempts(int most, Duration firstPause, Duration longestPause) {

  private static final double JITTER = 0.25;

  /**
   * Whether another attempt may succeed: a broken or refused connection (SQLSTATE class 08), a
   * server that is starting up (57P03) or has no free slot (53300). A wrong password, a missing
   * database or a certificate that is not trusted is not transient.
   */
  public static boolean mayPass(Throwable failure) {
    return failure instanceof SQLException sql
        && sql.getSQLState() != null
        && !TlsAdvice.concerns(failure)
        && (sql.getSQLState().startsWith("08")
            || SqlState.CANNOT_CONNECT_NOW.of(sql)
            || sql.getSQLState().equals("53300"));
  }

  <T> RetryPolicy<T> policy() {
    RetryPolicyBuilder<T> policy =
        RetryPolicy.<T>builder().handleIf(ConnectionAttempts::mayPass).withMaxAttempts(most);
    RetryPolicyBuilder<T> paced =
        firstPause.equals(longestPause)
            ? policy.withDelay(firstPause)
            : policy.withBackoff(firstPause, longestPause);
    return paced.withJitter(JITTER).build();
  }
}
