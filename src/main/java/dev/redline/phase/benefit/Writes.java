package dev.redline.phase.benefit;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SqlState;
import dev.redline.quoting.ServerWords;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes the same rows to a copy: what that costs in WAL, and how far checkpoints are apart. */
final class Writes {

  private static final double MIB = 1 << 20;
  private static final String SCHEMA = "redline_written";
  private static final String TABLE = SCHEMA + ".rows";

  /** Where the next one is begun in time: CalculateCheckpointSegments in xlog.c. */
  private static final String BETWEEN_CHECKPOINTS =
      """
      SELECT pg_catalog.pg_size_bytes(pg_catalog.current_setting('max_wal_size'))
        / (1 + pg_catalog.current_setting('checkpoint_completion_target')::pg_catalog.float8)
      """;

  private static final String WAL =
      "SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')";

  private Writes() {}

  /**
   * What the writes took.
   *
   * @param walMegabytes of rows that are all updated after a checkpoint
   * @param megabytesBetweenCheckpoints of WAL, where time does not bring one earlier
   */
  record Written(double walMegabytes, double megabytesBetweenCheckpoints) {}

  /** The schema that is written to goes with the copy. */
  static Written of(Connector copy, RelationName relation, int rows) throws SQLException {
    try (Connection connection = copy.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(SCHEMA));
      statement.execute("CREATE SCHEMA " + SCHEMA);
      statement.execute(
          "CREATE TABLE %s AS SELECT * FROM %s LIMIT %d".formatted(TABLE, relation.sql(), rows));
      statement.execute("ALTER TABLE " + TABLE + " ADD redline_round int DEFAULT 0");
      statement.execute("CHECKPOINT");
      double before = number(statement, WAL);
      statement.execute("UPDATE " + TABLE + " SET redline_round = redline_round + 1");
      double after = number(statement, WAL);
      return new Written((after - before) / MIB, number(statement, BETWEEN_CHECKPOINTS) / MIB);
    }
  }

  /**
   * What an account that may not write leaves to say.
   *
   * @throws SQLException the failure itself, if it is another one
   */
  static Verdict refused(String subject, SQLException failure) throws SQLException {
    if (!SqlState.INSUFFICIENT_PRIVILEGE.of(failure)) {
      throw failure;
    }
    return Verdict.inconclusive(
        subject,
        ServerWords.of(failure),
        "a schema of this account's own and a CHECKPOINT, on a copy",
        "GRANT pg_checkpoint (from 15), and CREATE on the database, to the account");
  }

  private static double number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    }
  }
}
