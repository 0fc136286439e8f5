package dev.redline.vector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * The rows of a table that a filter lets through.
 *
 * @param condition as it stands in WHERE, with one {@code ?}: whoever writes it may run any SQL
 * @param value bound to the condition's parameter, as text
 */
public record FilteredTable(VectorTable table, String condition, String value)
    implements Searchable {

  @Override
  public String query() {
    return table.query("WHERE (" + condition + ")");
  }

  @Override
  public void bind(PreparedStatement statement, SearchInput input, int k) throws SQLException {
    statement.setObject(1, input.vector(), Types.OTHER);
    statement.setString(2, value);
    statement.setInt(3, k);
  }

  @Override
  public Selectivity selectivity(Connection connection) throws SQLException {
    String count =
        "SELECT count(*) FILTER (WHERE %s), count(*) FROM %s"
            .formatted(condition, table.quotedTable());
    try (PreparedStatement statement = connection.prepareStatement(count)) {
      statement.setString(1, value);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Selectivity(row.getLong(1), row.getLong(2));
      }
    }
  }
}
