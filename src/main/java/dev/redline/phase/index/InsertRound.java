package dev.redline.phase.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Rows of a table, inserted once into an empty table like it. That table is part of a transaction
 * that is rolled back.
 *
 * @param rows how many were inserted, fewer than asked for where the table has not so many
 * @param millis that the INSERT took
 */
public record InsertRound(long rows, double millis) {

  /**
   * A table like another one.
   *
   * @param copy what is made, as SQL; nothing of that name may be there
   * @param table whose rows are copied, as SQL
   * @param including what of the table is made anew, such as {@code INCLUDING ALL}
   */
  public record Copy(String copy, String table, String including) {}

  /**
   * Measures.
   *
   * @param connection in autocommit
   * @param createIndex on the copy; empty for none
   */
  public static InsertRound run(Connection connection, Copy like, String createIndex, int rows)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL synchronize_seqscans = off");
      statement.execute(
          "CREATE TABLE %s (LIKE %s %s)".formatted(like.copy(), like.table(), like.including()));
      if (!createIndex.isEmpty()) {
        statement.execute(createIndex);
      }
      String insert = insert(connection, like, rows);
      long start = System.nanoTime();
      int inserted = statement.executeUpdate(insert);
      return new InsertRound(inserted, (System.nanoTime() - start) / 1e6);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static String insert(Connection connection, Copy like, int rows) throws SQLException {
    String query =
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute"
            + " WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
            + " AND attgenerated = ''";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, like.table());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %s LIMIT %d"
            .formatted(like.copy(), row.getString(1), like.table(), rows);
      }
    }
  }
}
