package dev.redline.phase.vectorindex;

import dev.redline.plan.workload.IndexChanges.Build;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Transaction;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Gives the new index the name of the old one, and later drops the old one. Neither takes a lock
 * that searches or writes would wait for.
 */
record IndexSwap(Connector connector, Build build) {

  /** Both names at once, or none; the old index says from then on that it is only waiting. */
  void swap(ResolvedChange change) throws SQLException {
    RelationName old = change.replaced().name();
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      Transaction.of(
          connection,
          statement -> {
            statement.execute("SET LOCAL lock_timeout = " + build.lockPatience().toMillis());
            statement.execute(comment(change.working(), change.entry().comment()));
            statement.execute(comment(old, IndexCatalog.REPLACED + change.index().definition()));
            statement.execute(rename(old, change.parked().name()));
            statement.execute(rename(change.working(), old.name()));
          });
    }
  }

  /** As SQL; empty for none. */
  static String comment(RelationName index, String text) {
    return "COMMENT ON INDEX %s IS %s"
        .formatted(index.sql(), text.isEmpty() ? "NULL" : SqlText.literal(text));
  }

  /** As SQL, within the schema. */
  static String rename(RelationName from, String to) {
    return "ALTER INDEX %s RENAME TO %s".formatted(from.sql(), SqlText.name(to));
  }

  /**
   * Drops what committed changes have replaced, of this run or of an earlier one that ended before
   * it came to that.
   *
   * @return what was dropped
   */
  List<RelationName> dropReplaced() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      List<RelationName> left = new IndexCatalog(connection).leftToDrop();
      patient(statement);
      for (RelationName index : left) {
        statement.execute(drop(index));
      }
      return left;
    }
  }

  /** Drops an index of ours that is no longer needed. */
  void dropOurs(RelationName index) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      patient(statement);
      statement.execute(drop(index));
    }
  }

  /** It waits for transactions of others, and nobody waits for it. */
  private void patient(Statement statement) throws SQLException {
    statement.execute("SET statement_timeout = " + build.longest().toMillis());
    statement.execute("SET lock_timeout = " + build.longest().toMillis());
  }

  static String drop(RelationName index) {
    return "DROP INDEX CONCURRENTLY IF EXISTS " + index.sql();
  }
}
