package dev.redline.vector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/**
 * A table that is searched by cosine distance.
 *
 * @param table unquoted, found through the search path
 * @param id unquoted name of the column that tells rows apart
 * @param embedding unquoted name of the vector column
 */
public record VectorTable(String table, String id, String embedding) implements Searchable {

  /** What an HNSW or IVFFlat index of pgvector takes of type vector; it takes more of halfvec. */
  public static final int MOST_INDEXED_DIMENSIONS = 2000;

  @Override
  public String query() {
    return query("");
  }

  @Override
  public void bind(PreparedStatement statement, SearchInput input, int k) throws SQLException {
    statement.setObject(1, input.vector(), Types.OTHER);
    statement.setInt(2, k);
  }

  @Override
  public Selectivity selectivity(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + quotedTable())) {
      row.next();
      return new Selectivity(row.getLong(1), row.getLong(1));
    }
  }

  /**
   * @param where empty, or a WHERE with its keyword
   */
  String query(String where) {
    return "SELECT %s::text, %2$s <=> q.v FROM %3$s, (SELECT ?::vector AS v) q %4$s ORDER BY %2$s <=> q.v LIMIT ?"
        .formatted(quoted(id), quoted(embedding), quotedTable(), where);
  }

  /** A pattern for LIKE: how pg_stat_statements shows the searches, with a filter or without. */
  public String searchesInStatistics() {
    String name = quotedTable().replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    return "SELECT %<=>%FROM " + name + "%LIMIT%";
  }

  /** The table as SQL names it. */
  public String quotedTable() {
    return quoted(table);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
