package dev.redline.phase.vectorindex;

import dev.redline.change.PhaseContext;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.workload.IndexChange;
import dev.redline.plan.workload.IndexChange.Form;
import dev.redline.plan.workload.IndexChanges.Build;
import dev.redline.postgres.ServerVersion;
import dev.redline.target.twin.TwinSource;
import dev.redline.vector.EstimatedRows;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a build takes, beside what there is.
 *
 * @param free bytes on the disk of the server; empty where it cannot be seen
 */
record BuildNeeds(IndexForecast forecast, Optional<Long> free) {

  private static final int DEFAULT_M = 16;
  private static final int DEFAULT_LISTS = 100;
  private static final int HEADER = 8;

  private static final String TABLE =
      """
      SELECT
      """
          + EstimatedRows.withPartitions("c")
          + """
      , coalesce((SELECT a.atttypmod FROM pg_catalog.pg_attribute a
                       WHERE a.attrelid = to_regclass(?) AND a.attnum = 1), 0)
      FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(?)
      """;

  static BuildNeeds read(Connection connection, PhaseContext context, ResolvedChange change)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.setString(1, change.replaced().name().sql());
      statement.setString(2, change.index().table().sql());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new BuildNeeds(
            forecast(
                change.change(),
                row.getLong(1),
                ServerVersion.of(connection),
                Math.max(1, row.getInt(2)),
                change.index().operatorClass()),
            TwinSource.freeOf(context.connector(), ""));
      }
    }
  }

  /** By the operator class: it is named for the type that it indexes. */
  private static IndexForecast forecast(
      IndexChange change, long rows, ServerVersion version, int dimensions, String operatorClass) {
    double value =
        change.form() == Form.BINARY || operatorClass.contains("bit_")
            ? HEADER + Math.ceil(dimensions / 8.0)
            : HEADER + (operatorClass.contains("halfvec_") ? 2.0 : 4.0) * dimensions;
    return change.method().equals("hnsw")
        ? IndexForecast.hnsw(rows, change.options().getOrDefault("m", DEFAULT_M), value, version)
        : IndexForecast.ivfflat(
            rows, change.options().getOrDefault("lists", DEFAULT_LISTS), dimensions, value);
  }

  /** The build stays within the memory that gates/indexes.yaml gives it. */
  Verdict memory(Build build) {
    String subject =
        "memory of the build (%,d rows by size and statistics)".formatted(forecast.rows());
    String required = "at most %s, memory: in gates/indexes.yaml".formatted(build.memory());
    String observed = megabytes(forecast.memory());
    return forecast.memory() <= build.memory().bytes()
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject,
            observed,
            required,
            "give it more if the host has it: beyond it a graph is built on disk, many times"
                + " slower, and an IVFFlat index not at all");
  }

  /** The index and its write-ahead log fit on the disk, where that can be seen. */
  Verdict disk() {
    String subject = "disk for the index and its write-ahead log";
    String required = megabytes(2 * forecast.disk());
    return free.map(
            bytes ->
                bytes >= 2 * forecast.disk()
                    ? Verdict.pass(subject, megabytes(bytes) + " free", required)
                    : Verdict.fail(
                        subject, megabytes(bytes) + " free", required, "make room first"))
        .orElseGet(
            () -> Verdict.pass(subject, "not to be seen from here: look for yourself", required));
  }

  private static String megabytes(long bytes) {
    return new MemorySize(((bytes >> 20) + 1) << 20).toString();
  }
}
