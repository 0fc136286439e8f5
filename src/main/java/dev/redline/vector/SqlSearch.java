package dev.redline.vector;

import dev.redline.plan.workload.QueryPolicy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search by any SELECT.
 *
 * @param search the statement that is measured
 * @param exact the statement whose result it is held against
 * @param id columns of the result that tell rows apart
 * @param hasDistance whether the result has a column {@link #DISTANCE}
 * @param hnsw whether the query-time policy is about this search
 * @param set settings beside those of the policy, which they go before
 */
public record SqlSearch(
    NamedSql search,
    NamedSql exact,
    List<String> id,
    boolean hasDistance,
    boolean hnsw,
    Map<String, String> set)
    implements Searchable {

  /** The name of the column with distances. */
  public static final String DISTANCE = "redline_distance";

  @Override
  public String query() {
    return search.sql();
  }

  @Override
  public void bind(PreparedStatement statement, SearchInput input, int k) throws SQLException {
    bind(search, statement, input, k);
  }

  @Override
  public String exactQuery() {
    return exact.sql();
  }

  @Override
  public void bindExact(PreparedStatement statement, SearchInput input, int k) throws SQLException {
    bind(exact, statement, input, k);
  }

  /** One row more is asked for where the query's own row is to be left out. */
  private static void bind(NamedSql sql, PreparedStatement statement, SearchInput input, int k)
      throws SQLException {
    int rows = input.own().isPresent() ? k + 1 : k;
    int position = 1;
    for (String name : sql.names()) {
      if (name.equals(SearchInput.K)) {
        statement.setInt(position++, rows);
      } else {
        statement.setObject(position++, input.value(name), Types.OTHER);
      }
    }
  }

  @Override
  public Neighbour read(ResultSet row) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (String column : id) {
      parts.add(String.valueOf(row.getString(column)));
    }
    return new Neighbour(
        String.join(" / ", parts), hasDistance ? row.getDouble(DISTANCE) : Double.NaN);
  }

  @Override
  public List<Neighbour> counted(List<Neighbour> found, SearchInput input, int k) {
    return found.stream()
        .filter(row -> input.own().filter(row.id()::equals).isEmpty())
        .limit(k)
        .toList();
  }

  @Override
  public Map<String, String> settings(QueryPolicy policy, int k) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (hnsw) {
      settings.putAll(policy.settings(k));
    }
    settings.putAll(set);
    return settings;
  }

  /** The same search with another value of a setting, whatever it sets now. */
  public SqlSearch with(String setting, int value) {
    Map<String, String> other = new LinkedHashMap<>(set);
    other.put(setting, Integer.toString(value));
    return new SqlSearch(search, exact, id, hasDistance, hnsw, other);
  }

  /**
   * A pattern for LIKE: how pg_stat_statements shows the searches. It has its own names for
   * parameters and constants.
   */
  public String searchesInStatistics() {
    return search
            .sql()
            .replace("\\", "\\\\")
            .replace("%", "\\%")
            .replace("_", "\\_")
            .replaceAll("\\?\\?", "!!")
            .replaceAll("\\?|'(?:[^']|'')*'|(?<![\\w\".])\\d+(?:\\.\\d+)?(?![\\w\".])", "%")
            .replace("!!", "?")
        + "%";
  }
}
