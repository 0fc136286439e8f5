package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;
import dev.redline.plan.stage.PreloadedLibraries;
import dev.redline.plan.value.Amount;
import dev.redline.plan.value.Amount.Dimension;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * @param boot what the server has where nobody sets anything; null if that is no text
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
    @Nullable String boot,
    List<String> allowed,
    boolean pendingRestart) {

  private static final String NO_LIMIT = "-1";

  /** Each compresses more than those before it. */
  private static final List<String> COMPRESSIONS = List.of("off", "pglz", "lz4", "zstd");

  public static final String QUERY =
      """
      SELECT name,
             CASE WHEN source = 'session' THEN reset_val ELSE setting END AS setting,
             CASE WHEN source = 'session' THEN reset_val || coalesce(unit, '')
                  ELSE pg_catalog.current_setting(name, true) END AS display,
             unit, vartype, context, source,
             sourcefile, min_val, max_val, boot_val, enumvals, pending_restart
      FROM pg_catalog.pg_settings ORDER BY name
      """;

  public static Setting from(ResultSet row) throws SQLException {
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
        row.getString("boot_val"),
        allowed(row),
        row.getBoolean("pending_restart"));
  }

  /** The value as {@code SHOW} prints it, unless it may be a secret. */
  public @Nullable String shown() {
    return type.equals("string") || display == null
        ? SettingSecrets.shown(name, display)
        : SettingSecrets.shownIfSetting(name, display);
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
      case "integer", "real" -> amount(wanted).equalTo(amount(setting));
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
    if (setting == null || unit == null || amount(setting).dimension() != Dimension.BYTES) {
      throw new IllegalStateException(name + " is not a size: " + display);
    }
    return bytesOf(setting);
  }

  /**
   * A value of this setting in bytes; a bare number is in the setting's own unit.
   *
   * @throws IllegalArgumentException if it is no value of this setting
   */
  public long bytesOf(String value) {
    return amount(value).value().setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /**
   * The value as {@code SHOW} prints it, if somebody has set it above {@code value}: a size; a
   * number above the server's own default, too (one that is not known counts as less); a
   * compression that compresses more.
   */
  Optional<String> raisedAbove(String value) {
    boolean raised = !source.equals("default") && (isMore(value) || compressesMore(value));
    return raised ? Optional.ofNullable(display) : Optional.empty();
  }

  private boolean isMore(String value) {
    return isNumber()
        && !same(setting, boot)
        && (isSize() || isAbove(setting, boot))
        && isAbove(setting, value);
  }

  /** Below its default a size was given with care; another number may be better the less it is. */
  private boolean isSize() {
    return setting != null && amount(setting).dimension() == Dimension.BYTES;
  }

  private boolean compressesMore(String value) {
    return name.equals("wal_compression")
        && COMPRESSIONS.indexOf(setting) > COMPRESSIONS.indexOf(stored(value));
  }

  private boolean isNumber() {
    return type.equals("integer") || type.equals("real");
  }

  private boolean same(@Nullable String one, @Nullable String other) {
    return one != null && other != null && amount(one).equalTo(amount(other));
  }

  /** -1 takes a limit away, or leaves it to the server: above every number. */
  private boolean isAbove(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one != null;
    }
    return amount(one).value().compareTo(amount(other).value()) > 0
        || (one.equals(NO_LIMIT) && !other.equals(NO_LIMIT));
  }

  private Amount amount(String text) {
    return Amount.of(text, unit == null ? "" : unit);
  }

  private static List<String> allowed(ResultSet row) throws SQLException {
    java.sql.Array array = row.getArray("enumvals");
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
