package dev.redline.phase.index;

import dev.redline.quoting.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An index that statements may call for.
 *
 * @param schema unquoted, as are table and column
 * @param rows of the table, by the planner's estimate
 * @param statements that filter on the column, the one that took most time first
 */
record Candidate(
    String schema,
    String table,
    String column,
    Method method,
    double rows,
    List<SeenStatement> statements) {

  private static final int LONGEST_NAME = 63;

  /** What kind of index. */
  enum Method {
    /** For documents: {@code metadata @> '{"topic": "x"}'}. */
    GIN,
    /** For keys: {@code session_id = 7}, {@code created_at > now() - interval '1 day'}. */
    BTREE
  }

  Candidate {
    statements = List.copyOf(statements);
  }

  /** The name that it gets, {@code redline_probe_vectors_metadata_gin}, at most 63 bytes. */
  String name() {
    String suffix = '_' + method.name().toLowerCase(Locale.ROOT);
    String whole = "redline_" + table + '_' + column;
    int fits = LONGEST_NAME - suffix.length();
    while (whole.getBytes(StandardCharsets.UTF_8).length > fits) {
      whole = whole.substring(0, whole.length() - 1);
    }
    return whole + suffix;
  }

  String qualifiedName() {
    return SqlText.name(schema) + '.' + SqlText.name(name());
  }

  String qualifiedTable() {
    return SqlText.name(schema) + '.' + SqlText.name(table);
  }

  /** As in {@code "public"."t" USING gin ("metadata" jsonb_path_ops)}. */
  String definition(String onTable) {
    return method == Method.GIN
        ? "%s USING gin (%s jsonb_path_ops)".formatted(onTable, SqlText.name(column))
        : "%s USING btree (%s)".formatted(onTable, SqlText.name(column));
  }

  long calls() {
    return statements.stream().mapToLong(SeenStatement::calls).sum();
  }

  double totalMillis() {
    return statements.stream().mapToDouble(SeenStatement::totalMillis).sum();
  }
}
