package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;
import dev.redline.plan.PreloadedLibraries;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code pg_settings}, with its true values: what a person reads is {@link #shown}.
 *
 * @param setting the value in {@code unit}s, as the server stores it; null for some custom settings
 * @param display the value as {@code SHOW} prints it, such as {@code 128MB}
 * @param unit such as {@code 8kB} or {@code ms}; null if the value has none
 * @param context when it can change, such as {@code postmaster} or {@code sighup}
 * @param source where the value came from, such as {@code configuration file} or {@code default}
 * @param sourceFile null unless the value came from a file that the account may see
 * @param allowed the values an enum accepts; empty for other types
 * @param pendingRestart whether the file holds another value that waits for a restart
 */
public record Setting(
    String name,
    @Nullable String setting,
    @Nullable String display,
    @Nullable String unit,
    String type,
    String context,
    String source,
    @Nullable String sourceFile,
    @Nullable String min,
    @Nullable String max,
    List<String> allowed,
    boolean pendingRestart) {

  private static final Pattern AMOUNT =
      Pattern.compile("(-?[0-9.]+)\\s*(?:x (\\d*))?\\s*([A-Za-z]*)");

  private static final Pattern BARE = Pattern.compile("-?[0-9.]+");

  private static final Pattern MEMORY_UNIT = Pattern.compile(" x \\d*(B|kB|MB|GB|TB)");

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("B", BigDecimal.ONE),
          Map.entry("kB", BigDecimal.valueOf(1L << 10)),
          Map.entry("MB", BigDecimal.valueOf(1L << 20)),
          Map.entry("GB", BigDecimal.valueOf(1L << 30)),
          Map.entry("TB", BigDecimal.valueOf(1L << 40)),
          Map.entry("us", new BigDecimal("0.001")),
          Map.entry("ms", BigDecimal.ONE),
          Map.entry("s", BigDecimal.valueOf(1_000)),
          Map.entry("min", BigDecimal.valueOf(60_000)),
          Map.entry("h", BigDecimal.valueOf(3_600_000)),
          Map.entry("d", BigDecimal.valueOf(86_400_000)));

  static final String QUERY =
      """
      SELECT name, setting, current_setting(name, true) AS display, unit, vartype, context, source,
             sourcefile, min_val, max_val, enumvals, pending_restart
      FROM pg_settings ORDER BY name
      """;

  static Setting from(ResultSet row) throws SQLException {
    return new Setting(
        row.getString("name"),
        row.getString("setting"),
        row.getString("display"),
        row.getString("unit"),
        row.getString("vartype"),
        row.getString("context"),
        row.getString("source"),
        row.getString("sourcefile"),
        row.getString("min_val"),
        row.getString("max_val"),
        allowed(row),
        row.getBoolean("pending_restart"));
  }

  /** The value as {@code SHOW} prints it, unless it may be a secret. */
  public @Nullable String shown() {
    return SettingSecrets.shown(name, display);
  }

  /** Name and value for a person. */
  @Override
  public String toString() {
    return "%s = %s".formatted(name, shown());
  }

  /** Whether a new value takes effect only when the server starts. */
  public boolean needsRestart() {
    return context.equals("postmaster");
  }

  /**
   * Whether the value in force is {@code wanted}, whatever unit or notation either is in: 2048MB is
   * 2GB, and 0.90 is 0.9. A bare number is in the setting's own unit, as the server takes it.
   * Libraries to preload are a list in which spaces and quotes do not count.
   */
  public boolean holds(String wanted) {
    if (setting == null) {
      return false;
    }
    if (PreloadedLibraries.areIn(name)) {
      return PreloadedLibraries.parse(setting).equals(PreloadedLibraries.parse(wanted));
    }
    return switch (type) {
      case "integer", "real" -> inUnit(wanted).compareTo(inUnit(setting)) == 0;
      default -> setting.equalsIgnoreCase(wanted) || setting.equals(stored(wanted));
    };
  }

  /** What the server stores for a word that it takes as another one. */
  private String stored(String wanted) {
    return name.equals("wal_compression") && wanted.equals("on") ? "pglz" : wanted;
  }

  /**
   * The value in bytes.
   *
   * @throws IllegalStateException if this is not a setting measured in bytes
   */
  public long bytes() {
    if (setting == null || !MEMORY_UNIT.matcher(unitSuffix()).matches()) {
      throw new IllegalStateException(name + " is not a size: " + display);
    }
    return inUnit(setting).longValueExact();
  }

  private BigDecimal inUnit(String text) {
    return amount(BARE.matcher(text).matches() ? text + unitSuffix() : text);
  }

  private String unitSuffix() {
    return unit == null ? "" : " x " + unit;
  }

  /** In bytes, milliseconds or no unit: only amounts of the same setting are compared. */
  private static BigDecimal amount(String text) {
    Matcher parts = AMOUNT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not an amount: " + text);
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    String multiple = parts.group(2);
    String unit = parts.group(3);
    if (multiple != null && !multiple.isEmpty()) {
      number = number.multiply(new BigDecimal(multiple));
    }
    return number.multiply(UNITS.getOrDefault(unit == null ? "" : unit, BigDecimal.ONE));
  }

  private static List<String> allowed(ResultSet row) throws SQLException {
    java.sql.Array array = row.getArray("enumvals");
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
