package dev.redline.phase.index;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What an index costs an INSERT: rows of the table, copied into an empty table like it, with all of
 * its indexes, without the candidate and with it. That table is part of a transaction that is
 * rolled back. What GIN puts off until a VACUUM is not in it.
 *
 * @param rows how many were inserted, fewer than asked for where the table has not so many
 * @param without in ms, the faster of two rounds
 * @param with in ms, the faster of two rounds
 */
public record WriteCost(long rows, double without, double with) {

  private static final int ROUNDS = 2;
  private static final String TABLE = "redline_write_cost";

  /** The share by which the INSERT takes longer; NaN if it took no time. */
  public double share() {
    return without > 0 ? with / without - 1 : Double.NaN;
  }

  static WriteCost measure(Connection connection, Candidate candidate, int rows)
      throws SQLException {
    long inserted = 0;
    double without = Double.POSITIVE_INFINITY;
    double with = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
      Round plain = round(connection, candidate, rows, "");
      Round indexed = round(connection, candidate, rows, candidate.definition(table(candidate)));
      inserted = plain.rows();
      without = Math.min(without, plain.millis());
      with = Math.min(with, indexed.millis());
    }
    return new WriteCost(inserted, without, with);
  }

  private record Round(long rows, double millis) {}

  private static Round round(
      Connection connection, Candidate candidate, int rows, String definition) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL synchronize_seqscans = off");
      statement.execute(
          "CREATE TABLE %s (LIKE %s INCLUDING ALL)"
              .formatted(table(candidate), candidate.qualifiedTable()));
      if (!definition.isEmpty()) {
        statement.execute("CREATE INDEX ON " + definition);
      }
      long start = System.nanoTime();
      int inserted = statement.executeUpdate(insert(connection, candidate, rows));
      return new Round(inserted, Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static String insert(Connection connection, Candidate candidate, int rows)
      throws SQLException {
    String query =
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute"
            + " WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
            + " AND attgenerated = ''";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, candidate.qualifiedTable());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String columns = row.getString(1);
        return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %s LIMIT %d"
            .formatted(table(candidate), columns, candidate.qualifiedTable(), rows);
      }
    }
  }

  private static String table(Candidate candidate) {
    return SqlText.name(candidate.schema()) + '.' + SqlText.name(TABLE);
  }
}
