package dev.redline.phase.vectorindex;

import dev.redline.plan.workload.IndexChanges.Build;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.BuildNotices;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Builds an index in a session of its own, with the memory that gates/indexes.yaml gives it. */
record IndexBuild(Connector connector, Build build) {

  /** Ends the build on the server once its client is gone, where the server can see that. */
  private static final String ENDS_WITH_CLIENT =
      "SELECT pg_catalog.set_config(name, '2s', false) FROM pg_catalog.pg_settings"
          + " WHERE name = 'client_connection_check_interval'"
          + " AND pg_catalog.version() ~ 'linux'";

  /**
   * What came of it.
   *
   * @param millis that it took
   * @param bytes of the index
   * @param notices of the server, such as that the graph outgrew the memory
   */
  record Built(double millis, long bytes, List<String> notices) {

    /** Whether pgvector said that the graph outgrew maintenance_work_mem. */
    boolean outgrewMemory() {
      return BuildNotices.outgrewMemory(notices);
    }
  }

  /**
   * Runs the statement.
   *
   * @param create CREATE INDEX, outside of any transaction
   * @param index that it makes
   */
  Built run(String create, RelationName index) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      prepare(statement);
      long start = System.nanoTime();
      statement.execute(create);
      double millis = (System.nanoTime() - start) / 1e6;
      List<String> notices = BuildNotices.of(statement);
      return new Built(
          millis, new IndexCatalog(connection).find(index).orElseThrow().bytes(), notices);
    }
  }

  /** Waiting for transactions of others makes nobody wait: the lock is one that readers share. */
  private void prepare(Statement statement) throws SQLException {
    long longest = build.longest().toMillis();
    statement.execute(ENDS_WITH_CLIENT);
    statement.execute("SET client_min_messages = notice");
    statement.execute("SET statement_timeout = " + longest);
    statement.execute("SET lock_timeout = " + longest);
    statement.execute("SET maintenance_work_mem = '%dkB'".formatted(build.memory().bytes() >> 10));
    statement.execute("SET max_parallel_maintenance_workers = " + build.workers());
    statement.clearWarnings();
  }
}
