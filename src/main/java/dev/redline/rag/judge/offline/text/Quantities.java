package dev.redline.rag.judge.offline.text;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads numbers with their units, so that 8GB, 8 GB and 8192MB are one. */
final class Quantities {

  private record Unit(String base, long factor) {}

  private static final String COUNT = "count:";

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          entry("byte", new Unit("bytes:", 1)),
          entry("bytes", new Unit("bytes:", 1)),
          entry("kb", new Unit("bytes:", 1L << 10)),
          entry("kilobyte", new Unit("bytes:", 1L << 10)),
          entry("kilobytes", new Unit("bytes:", 1L << 10)),
          entry("mb", new Unit("bytes:", 1L << 20)),
          entry("megabyte", new Unit("bytes:", 1L << 20)),
          entry("megabytes", new Unit("bytes:", 1L << 20)),
          entry("gb", new Unit("bytes:", 1L << 30)),
          entry("gigabyte", new Unit("bytes:", 1L << 30)),
          entry("gigabytes", new Unit("bytes:", 1L << 30)),
          entry("tb", new Unit("bytes:", 1L << 40)),
          entry("terabytes", new Unit("bytes:", 1L << 40)),
          entry("ns", new Unit("ns:", 1)),
          entry("nanoseconds", new Unit("ns:", 1)),
          entry("us", new Unit("ns:", 1_000)),
          entry("microseconds", new Unit("ns:", 1_000)),
          entry("ms", new Unit("ns:", 1_000_000)),
          entry("millisecond", new Unit("ns:", 1_000_000)),
          entry("milliseconds", new Unit("ns:", 1_000_000)),
          entry("s", new Unit("ns:", 1_000_000_000)),
          entry("second", new Unit("ns:", 1_000_000_000)),
          entry("seconds", new Unit("ns:", 1_000_000_000)),
          entry("min", new Unit("ns:", 60_000_000_000L)),
          entry("minute", new Unit("ns:", 60_000_000_000L)),
          entry("minutes", new Unit("ns:", 60_000_000_000L)),
          entry("hour", new Unit("ns:", 3_600_000_000_000L)),
          entry("hours", new Unit("ns:", 3_600_000_000_000L)),
          entry("day", new Unit("ns:", 86_400_000_000_000L)),
          entry("days", new Unit("ns:", 86_400_000_000_000L)),
          entry("day's", new Unit("ns:", 86_400_000_000_000L)),
          entry("week", new Unit("ns:", 604_800_000_000_000L)),
          entry("weeks", new Unit("ns:", 604_800_000_000_000L)),
          entry("month", new Unit("months:", 1)),
          entry("months", new Unit("months:", 1)),
          entry("year", new Unit("months:", 12)),
          entry("years", new Unit("months:", 12)),
          entry("mm", new Unit("mm:", 1)),
          entry("cm", new Unit("mm:", 10)),
          entry("centimetres", new Unit("mm:", 10)),
          entry("centimeters", new Unit("mm:", 10)),
          entry("metre", new Unit("mm:", 1_000)),
          entry("metres", new Unit("mm:", 1_000)),
          entry("meters", new Unit("mm:", 1_000)),
          entry("km", new Unit("mm:", 1_000_000)),
          entry("kilometres", new Unit("mm:", 1_000_000)),
          entry("kilometers", new Unit("mm:", 1_000_000)),
          entry("m", new Unit("mm:", 1_000)),
          entry("kg", new Unit("g:", 1_000)),
          entry("kilograms", new Unit("g:", 1_000)),
          entry("tonne", new Unit("g:", 1_000_000)),
          entry("g", new Unit("g:", 1)),
          entry("gram", new Unit("g:", 1)),
          entry("grams", new Unit("g:", 1)),
          entry("kilogram", new Unit("g:", 1_000)),
          entry("l", new Unit("ml:", 1_000)),
          entry("litre", new Unit("ml:", 1_000)),
          entry("litres", new Unit("ml:", 1_000)),
          entry("liters", new Unit("ml:", 1_000)),
          entry("ml", new Unit("ml:", 1)),
          entry("h", new Unit("ns:", 3_600_000_000_000L)),
          entry("kw", new Unit("w:", 1_000)),
          entry("kilowatts", new Unit("w:", 1_000)),
          entry("mw", new Unit("w:", 1_000_000)),
          entry("megawatts", new Unit("w:", 1_000_000)),
          entry("dozen", new Unit(COUNT, 12)),
          entry("decades", new Unit("months:", 120)),
          entry("tonnes", new Unit("g:", 1_000_000)),
          entry("degrees", new Unit("degrees:", 1)),
          entry("euros", new Unit("eur:", 1)),
          entry("dollars", new Unit("usd:", 1)),
          entry("cents", new Unit("cents:", 1)),
          entry("%", new Unit("percent:", 1)),
          entry("percent", new Unit("percent:", 1)),
          entry("hundred", new Unit(COUNT, 100)),
          entry("thousand", new Unit(COUNT, 1_000)),
          entry("million", new Unit(COUNT, 1_000_000)),
          entry("billion", new Unit(COUNT, 1_000_000_000)));

  private static final Set<String> TIMES = Set.of("ns:", "months:");

  private Quantities() {}

  /** Whether the word names a unit or a power of ten. */
  static boolean isUnit(String word) {
    return UNITS.containsKey(word);
  }

  /** Whether the word names a span of time. */
  static boolean isTime(String word) {
    Unit unit = UNITS.get(word);
    return unit != null && TIMES.contains(unit.base());
  }

  /** The number in digits or in a word up to ninety; null for anything else. */
  static @Nullable BigDecimal number(Token token) {
    if (token.kind() == Token.Kind.WORD) {
      Integer value = NumberWords.value(token.text());
      return value == null ? null : BigDecimal.valueOf(value);
    }
    String digits = token.text().replace(",", "");
    boolean version = digits.indexOf('.') != digits.lastIndexOf('.');
    return token.kind() == Token.Kind.NUMBER && !version ? new BigDecimal(digits) : null;
  }

  /** The quantity without a unit. */
  static String key(BigDecimal number) {
    return COUNT + plain(number);
  }

  /** The quantity in base units. */
  static String key(BigDecimal number, String unit) {
    Unit known = UNITS.getOrDefault(unit, new Unit(COUNT, 1));
    return known.base() + plain(number.multiply(BigDecimal.valueOf(known.factor())));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
