package dev.redline.phase.vectorindex;

import dev.redline.change.WayBack;
import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Transaction;
import dev.redline.quoting.SqlText;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Takes an index change back, wherever it was interrupted: in the build, which goes on at the
 * server when its client is gone, or between the swap of the names and the commit.
 *
 * @param old the name that searches know
 * @param working the name of the new index before the swap
 * @param parked the name of the old index after the swap
 * @param comment of the old index; empty if it had none
 * @param table of both: an index of that name on another table is nobody's business here
 */
record IndexWayBack(
    RelationName old,
    RelationName working,
    RelationName parked,
    RelationName table,
    String comment,
    List<String> statements)
    implements WayBack {

  private static final String END_BUILD =
      "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
          + " WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()"
          + " AND application_name = ? AND pg_catalog.starts_with(query, ?)";

  @Override
  public void revert(Connection connection) throws SQLException {
    endBuild(connection);
    swapBack(connection);
    if (ours(connection, working)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET statement_timeout = 0"); // each wait for a lock has its own limit
        statement.execute(IndexSwap.drop(working));
      }
    }
  }

  private void endBuild(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END_BUILD)) {
      statement.setString(1, ApplicationName.CONTROL.value());
      statement.setString(2, "CREATE INDEX CONCURRENTLY " + SqlText.name(working.name()) + " ");
      statement.execute();
    }
  }

  private void swapBack(Connection connection) throws SQLException {
    if (!ours(connection, parked)) {
      return;
    }
    Transaction.of(
        connection,
        statement -> {
          if (ours(connection, old)) {
            statement.execute(IndexSwap.rename(old, working.name()));
          }
          statement.execute(IndexSwap.rename(parked, old.name()));
          statement.execute(IndexSwap.comment(old, comment));
        });
  }

  private boolean ours(Connection connection, RelationName index) throws SQLException {
    Optional<Entry> entry = new IndexCatalog(connection).find(index);
    return entry.filter(each -> each.table().equals(table)).isPresent();
  }

  @Override
  public List<Verdict> gone(Connection connection) throws SQLException {
    return List.of(
        ours(connection, working)
            ? Verdict.fail("new index", working + " is there", "gone", byHand())
            : Verdict.pass("new index", "gone", "gone"));
  }
}
