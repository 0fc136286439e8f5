package dev.redline.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code pg_settings}.
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

  /** Whether a new value takes effect only when the server starts. */
  public boolean needsRestart() {
    return context.equals("postmaster");
  }

  private static List<String> allowed(ResultSet row) throws SQLException {
    java.sql.Array array = row.getArray("enumvals");
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
