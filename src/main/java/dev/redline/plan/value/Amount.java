package dev.redline.plan.value;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with or without a unit, as PostgreSQL takes it for a setting: {@code 8GB}, {@code 0.9},
 * {@code 1e+06}, {@code -1}.
 *
 * @param value in bytes, milliseconds or without a unit
 */
public record Amount(BigDecimal value, Dimension dimension) {

  /** What is counted. Only amounts of one dimension can be compared. */
  public enum Dimension {
    NUMBER,
    BYTES,
    MILLISECONDS
  }

  private static final Pattern NOTATION =
      Pattern.compile("(-?(?:[0-9]+\\.?|[0-9]*\\.[0-9]+)(?:[eE][+-]?[0-9]+)?) ?([A-Za-z]*)");

  private static final Pattern UNIT = Pattern.compile("([0-9]*)([A-Za-z]+)");

  private static final Map<String, BigDecimal> BYTES =
      Map.of(
          "B", BigDecimal.ONE,
          "kB", BigDecimal.valueOf(1L << 10),
          "MB", BigDecimal.valueOf(1L << 20),
          "GB", BigDecimal.valueOf(1L << 30),
          "TB", BigDecimal.valueOf(1L << 40));

  private static final Map<String, BigDecimal> MILLISECONDS =
      Map.of(
          "us", new BigDecimal("0.001"),
          "ms", BigDecimal.ONE,
          "s", BigDecimal.valueOf(1_000),
          "min", BigDecimal.valueOf(60_000),
          "h", BigDecimal.valueOf(3_600_000),
          "d", BigDecimal.valueOf(86_400_000));

  /**
   * Reads a value of a setting.
   *
   * @param unit the setting's own, such as {@code 8kB}, which a bare number is in; empty if the
   *     setting has none
   * @throws IllegalArgumentException if the text is no amount, or its unit does not suit the
   *     setting's
   */
  public static Amount of(String text, String unit) {
    Matcher parts = NOTATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("an amount is a number and a unit" + suited(unit));
    }
    Amount own = unit.isEmpty() ? one(BigDecimal.ONE, Dimension.NUMBER) : unit(unit);
    Amount written = parts.group(2).isEmpty() ? own : unit(parts.group(2));
    if (written.dimension() != own.dimension()) {
      throw new IllegalArgumentException("the unit " + parts.group(2) + " is none" + suited(unit));
    }
    return one(new BigDecimal(parts.group(1)).multiply(written.value()), own.dimension());
  }

  /** Whether both stand for the same. */
  public boolean equalTo(Amount other) {
    return dimension == other.dimension && value.compareTo(other.value) == 0;
  }

  private static Amount unit(String unit) {
    Matcher parts = UNIT.matcher(unit);
    if (parts.matches()) {
      BigDecimal times = parts.group(1).isEmpty() ? BigDecimal.ONE : new BigDecimal(parts.group(1));
      Optional<Amount> one =
          Optional.ofNullable(BYTES.get(parts.group(2)))
              .map(bytes -> one(bytes.multiply(times), Dimension.BYTES))
              .or(
                  () ->
                      Optional.ofNullable(MILLISECONDS.get(parts.group(2)))
                          .map(time -> one(time.multiply(times), Dimension.MILLISECONDS)));
      if (one.isPresent()) {
        return one.get();
      }
    }
    throw new IllegalArgumentException("PostgreSQL knows no unit " + unit);
  }

  private static String suited(String unit) {
    return unit.isEmpty() ? " of this setting, which has none" : " that suits " + unit;
  }

  private static Amount one(BigDecimal value, Dimension dimension) {
    return new Amount(value, dimension);
  }
}
