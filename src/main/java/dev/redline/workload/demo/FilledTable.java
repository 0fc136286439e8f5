package dev.redline.workload.demo;

import dev.redline.quoting.SqlText;
import dev.redline.vector.VectorTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A table that is filled once for each version of its content, with an HNSW index by cosine
 * distance.
 *
 * @param columns as COPY names them
 * @param dimensions of its vectors, which the column takes
 * @param version of the content: another one empties the table and fills it again
 */
record FilledTable(VectorTable table, String columns, int dimensions, String version) {

  /** Writes rows one by one, in COPY's text format. */
  interface Rows {
    void writeTo(CopyRows copy) throws SQLException;
  }

  /**
   * Fills the table in one transaction, unless it holds this version already.
   *
   * @return whether anything was written
   */
  boolean fill(Connection connection, Rows rows) throws SQLException {
    if (isCurrent(connection)) {
      return false;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      String name = table.quotedTable();
      String index = SqlText.name(table.table() + "_embedding_hnsw");
      statement.execute("DROP INDEX IF EXISTS " + index);
      statement.execute("TRUNCATE " + name);
      statement.execute(
          "ALTER TABLE %s ALTER COLUMN embedding TYPE vector(%d)".formatted(name, dimensions));
      copy(connection, rows);
      statement.execute(
          "CREATE INDEX %s ON %s USING hnsw (embedding vector_cosine_ops)".formatted(index, name));
      remember(connection);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
    analyse(connection);
    return true;
  }

  private void copy(Connection connection, Rows rows) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY %s (%s) FROM STDIN".formatted(table.quotedTable(), columns));
    try {
      rows.writeTo(new CopyRows(copy));
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void analyse(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) " + table.quotedTable());
    }
  }

  /** Whether it holds this version already. */
  boolean isCurrent(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT FROM demo_content WHERE name = ? AND version = ?")) {
      statement.setString(1, table.table());
      statement.setString(2, version);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private void remember(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO demo_content VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET version = excluded.version")) {
      statement.setString(1, table.table());
      statement.setString(2, version);
      statement.executeUpdate();
    }
  }
}
