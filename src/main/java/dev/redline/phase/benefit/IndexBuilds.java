package dev.redline.phase.benefit;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.BuildNotices;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Builds a vector index of a copy anew, with the settings that the copy has. */
final class IndexBuilds {

  private static final double NANOS_PER_SECOND = 1e9;

  private IndexBuilds() {}

  /**
   * One build.
   *
   * @param fits whether the graph fitted into maintenance_work_mem
   */
  record Built(double seconds, boolean fits) {}

  static Built again(Connector copy, RelationName index) throws SQLException {
    try (Connection connection = copy.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = notice");
      statement.clearWarnings();
      long start = System.nanoTime();
      statement.execute("REINDEX INDEX " + index.sql());
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      return new Built(seconds, !BuildNotices.outgrewMemory(BuildNotices.of(statement)));
    }
  }
}
