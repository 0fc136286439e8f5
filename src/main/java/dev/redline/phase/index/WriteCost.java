package dev.redline.phase.index;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What an index costs an INSERT: rows of the table, copied into an empty table like it, with all of
 * its indexes, without the candidate and with it. What GIN puts off until a VACUUM is not in it.
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
    String copy = SqlText.name(candidate.schema()) + '.' + SqlText.name(TABLE);
    InsertRound.Copy like = new InsertRound.Copy(copy, candidate.qualifiedTable(), "INCLUDING ALL");
    String create = "CREATE INDEX ON " + candidate.definition(copy);
    long inserted = 0;
    double without = Double.POSITIVE_INFINITY;
    double with = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
      InsertRound plain = InsertRound.run(connection, like, "", rows);
      InsertRound indexed = InsertRound.run(connection, like, create, rows);
      inserted = plain.rows();
      without = Math.min(without, plain.millis());
      with = Math.min(with, indexed.millis());
    }
    return new WriteCost(inserted, without, with);
  }
}
