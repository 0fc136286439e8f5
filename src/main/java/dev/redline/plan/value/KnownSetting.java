package dev.redline.plan.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A setting that a version of PostgreSQL, or an extension that the harness knows, has.
 *
 * @param from the first major version that has it, 14 or later
 * @param to the last one, 18 or earlier
 * @param type as in {@code pg_settings.vartype}
 * @param unit such as {@code 8kB}; empty if it has none
 * @param least in {@code unit}s; empty if not a number
 * @param most in {@code unit}s; empty if not a number
 */
public record KnownSetting(
    String name,
    int from,
    int to,
    String type,
    String unit,
    Optional<BigDecimal> least,
    Optional<BigDecimal> most,
    SettingRisk risk) {

  private static final List<String> TRUTHS = List.of("on", "off", "yes", "no", "0", "1");

  /**
   * The value, which type, unit and range allow.
   *
   * @throws IllegalArgumentException that says what the setting takes
   */
  public String checked(String value) {
    if (type.equals("bool") && !TRUTHS.contains(value)) {
      throw new IllegalArgumentException(name + " is on or off");
    }
    if (least.isPresent() && most.isPresent()) {
      requireInRange(Amount.of(value, unit), least.get(), most.get());
    }
    return value;
  }

  private void requireInRange(Amount amount, BigDecimal least, BigDecimal most) {
    boolean inRange =
        amount.value().compareTo(inUnit(least)) >= 0 && amount.value().compareTo(inUnit(most)) <= 0;
    if (!inRange) {
      throw new IllegalArgumentException(
          "%s goes from %s to %s%s"
              .formatted(
                  name,
                  least.toPlainString(),
                  most.toPlainString(),
                  unit.isEmpty() ? "" : " times " + unit));
    }
  }

  private BigDecimal inUnit(BigDecimal number) {
    return Amount.of(number.toPlainString(), unit).value();
  }
}
