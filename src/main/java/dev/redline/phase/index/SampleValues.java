package dev.redline.phase.index;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for the {@code $1}, {@code $2} of a statement, taken from the table itself: what
 * pg_stat_statements keeps is without them, and NULLs, or a plan for any value, would show neither
 * how many rows the statement reads nor whether an index serves it.
 */
final class SampleValues {

  /** Rows that the sample is drawn from, about. */
  private static final int DRAWN_FROM = 1000;

  /** For a LIMIT, or a number that nothing else is known of. */
  private static final String NUMBER = "10";

  private final Connection connection;
  private final Candidate candidate;

  SampleValues(Connection connection, Candidate candidate) {
    this.connection = connection;
    this.candidate = candidate;
  }

  /** What one parameter stands for. */
  private record Use(String column, String expression) {}

  /**
   * As many lists of SQL literals as the table's sample yields, {@code count} at most, each with a
   * value for each parameter; all values of a list are of the same row.
   *
   * @param types of the parameters, as the server has inferred them
   * @return empty if some parameter's use is not understood, or the table is empty
   */
  List<List<String>> draw(String query, List<String> types, int count) throws SQLException {
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Optional<String> expression = expression(query, i + 1, types.get(i));
      if (expression.isEmpty()) {
        return List.of();
      }
      expressions.add("(" + expression.get() + ")::text");
    }
    return rows(expressions, count);
  }

  private Optional<String> expression(String query, int number, String type) throws SQLException {
    String parameter = "\\(*\\s*\\$" + number + "\\b";
    Use use = use(query, parameter);
    if (!use.expression().isEmpty()) {
      return Optional.of(use.expression());
    }
    if (hasColumn(use.column())) {
      return Optional.of("s." + SqlText.name(use.column()));
    }
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bigint", "integer", "smallint", "numeric" -> Optional.of(NUMBER);
      case "vector", "halfvec", "sparsevec" -> columnOfType(type);
      default -> Optional.empty();
    };
  }

  /** How a document is asked comes first: {@code metadata ->> $1 = $2}. */
  private Use use(String query, String parameter) {
    String column = "\\b" + Pattern.quote(candidate.column()) + "\"?\\s*";
    String document = "s." + SqlText.name(candidate.column());
    String entry = " FROM jsonb_each(%s) e ORDER BY e.key LIMIT 1".formatted(document);
    if (finds(query, column + "@>\\s*" + parameter)) {
      return new Use("", "SELECT jsonb_build_object(e.key, e.value)" + entry);
    }
    if (finds(query, column + "(->>?|\\?)\\s*" + parameter)) {
      return new Use("", "SELECT e.key" + entry);
    }
    if (finds(query, column + "->>\\s*\\S+\\s*\\)*\\s*=\\s*" + parameter)) {
      return new Use("", "SELECT %s ->> e.key".formatted(document) + entry);
    }
    Matcher compared = Pattern.compile("(\\w+)\"?\\s*(?:=|<=?|>=?)\\s*" + parameter).matcher(query);
    return new Use(compared.find() ? compared.group(1) : "", "");
  }

  private static boolean finds(String query, String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(query).find();
  }

  private boolean hasColumn(String name) throws SQLException {
    return !name.isEmpty() && column("a.attname = ?", name).isPresent();
  }

  private Optional<String> columnOfType(String type) throws SQLException {
    return column("a.atttypid = to_regtype(?)", type).map(name -> "s." + SqlText.name(name));
  }

  private Optional<String> column(String condition, String value) throws SQLException {
    String query =
        "SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = ?::regclass AND a.attnum > 0"
            + " AND NOT a.attisdropped AND "
            + condition;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, candidate.qualifiedTable());
      statement.setString(2, value);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Whole pages by chance, the same each time; of their rows some, spread evenly. */
  private List<List<String>> rows(List<String> expressions, int count) throws SQLException {
    String query =
        "SELECT %s FROM %s s TABLESAMPLE SYSTEM (%s) REPEATABLE (1070) WHERE s.%s IS NOT NULL ORDER BY md5(s.ctid::text) LIMIT ?"
            .formatted(
                expressions.isEmpty() ? "1" : String.join(", ", expressions),
                candidate.qualifiedTable(),
                Double.toString(Math.min(100, 100.0 * DRAWN_FROM / Math.max(1, candidate.rows()))),
                SqlText.name(candidate.column()));
    List<List<String>> drawn = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setInt(1, count);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= expressions.size(); i++) {
            String value = row.getString(i);
            values.add(value == null ? "NULL" : SqlText.literal(value));
          }
          drawn.add(values);
        }
      }
    }
    return drawn;
  }
}
