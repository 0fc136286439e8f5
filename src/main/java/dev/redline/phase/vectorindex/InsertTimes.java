package dev.redline.phase.vectorindex;

import dev.redline.phase.index.InsertRound;
import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What an index costs an INSERT, beside what the old one costs: rows of the table, copied into an
 * empty table that has the old index alone, then into one that has the new index alone. A graph
 * that is large already costs more than an empty one, with either.
 *
 * @param rows that were inserted, fewer than asked for where the table has not so many
 * @param old in ms, the fastest of the rounds
 * @param changed in ms, the fastest of the rounds
 */
record InsertTimes(long rows, double old, double changed) {

  private static final int ROUNDS = 3;

  /** How many times as long the INSERT takes; NaN if nothing could be inserted. */
  double ratio() {
    return rows == 0 || old == 0 ? Double.NaN : changed / old;
  }

  /**
   * Measures in turns.
   *
   * @param oldDefinition from USING on
   * @param newDefinition likewise
   */
  static InsertTimes measure(
      Connection connection,
      RelationName table,
      int rows,
      String oldDefinition,
      String newDefinition)
      throws SQLException {
    String copy = SqlText.name(table.schema()) + ".redline_insert_times";
    InsertRound.Copy like =
        new InsertRound.Copy(copy, table.sql(), "INCLUDING DEFAULTS INCLUDING STORAGE");
    String create = "CREATE INDEX ON " + copy + " ";
    long inserted = 0;
    double old = Double.POSITIVE_INFINITY;
    double changed = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
      old = Math.min(old, InsertRound.run(connection, like, create + oldDefinition, rows).millis());
      InsertRound round = InsertRound.run(connection, like, create + newDefinition, rows);
      inserted = round.rows();
      changed = Math.min(changed, round.millis());
    }
    return new InsertTimes(inserted, old, changed);
  }
}
