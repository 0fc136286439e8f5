package dev.redline.rag.judge.call;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How hard the service may be pressed.
 *
 * @param inFlight requests under way at once, at least 1
 * @param perSecond requests sent, retries included
 * @param coolDown nothing is sent for so long after the service has throttled
 * @param request the longest that one attempt may take
 * @param total the longest that a request may take with all attempts and the pauses between them
 */
public record Limits(
    int inFlight, double perSecond, Duration coolDown, Duration request, Duration total) {

  /**
   * Reads the limits of a service.
   *
   * @param standardPerSecond requests a second unless another number is set
   */
  public static Limits of(Environment environment, double standardPerSecond) {
    String requestName = environment.name("REQUEST_TIMEOUT_SEC");
    String totalName = environment.name("TOTAL_TIMEOUT_SEC");
    Duration request = environment.seconds(requestName, "60", "0.1", "900");
    String fiveTimes = seconds(request.multipliedBy(5));
    Duration total = environment.seconds(totalName, fiveTimes, "0.1", "4500");
    if (total.compareTo(request) < 0) {
      throw new SettingException(
          totalName, seconds(total), "at least %s (%s)".formatted(requestName, seconds(request)));
    }
    return new Limits(
        environment.whole(environment.name("MAX_IN_FLIGHT"), 1, 256).orElse(1),
        environment
            .decimal(environment.name("MAX_RPS"), "0.001", "10000")
            .map(Number::doubleValue)
            .orElse(standardPerSecond),
        environment.seconds(environment.name("COOLDOWN_SEC"), "8", "0", "600"),
        request,
        total);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
