package dev.redline.search;

import dev.redline.vector.NamedSql;
import dev.redline.vector.SearchInput;
import dev.redline.vector.Selectivity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import tools.jackson.databind.json.JsonMapper;

/** How many rows a filter lets through: counted in small tables, estimated in large ones. */
public final class MatchingRows {

  /** A table with more rows by statistics is not counted. */
  private static final long COUNTED = 1_000_000;

  private static final JsonMapper JSON = new JsonMapper();

  private MatchingRows() {}

  /**
   * Those of a search.
   *
   * @param input with values for the parameters of the search's condition
   */
  public static Selectivity of(Connection connection, ServerSearch search, SearchInput input)
      throws SQLException {
    Relation relation = search.relation().orElseThrow();
    String condition = search.planned().where().orElse("true");
    return relation.estimatedRows() <= COUNTED
        ? counted(connection, relation, condition, input)
        : estimated(connection, relation, condition, input);
  }

  private static Selectivity counted(
      Connection connection, Relation relation, String condition, SearchInput input)
      throws SQLException {
    NamedSql sql =
        NamedSql.parse(
            "SELECT count(*) FILTER (WHERE %s), count(*) FROM %s"
                .formatted(condition, relation.name().sql()));
    try (PreparedStatement statement = bound(connection, sql, input);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Selectivity(row.getLong(1), row.getLong(2));
    }
  }

  private static Selectivity estimated(
      Connection connection, Relation relation, String condition, SearchInput input)
      throws SQLException {
    NamedSql sql =
        NamedSql.parse(
            "EXPLAIN (FORMAT JSON) SELECT FROM %s WHERE %s"
                .formatted(relation.name().sql(), condition));
    try (PreparedStatement statement = bound(connection, sql, input);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long rows = JSON.readTree(row.getString(1)).path(0).path("Plan").path("Plan Rows").asLong(0);
      return new Selectivity(Math.min(rows, relation.estimatedRows()), relation.estimatedRows());
    }
  }

  private static PreparedStatement bound(Connection connection, NamedSql sql, SearchInput input)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.sql());
    int position = 1;
    for (String name : sql.names()) {
      statement.setObject(position++, input.value(name), Types.OTHER);
    }
    return statement;
  }
}
