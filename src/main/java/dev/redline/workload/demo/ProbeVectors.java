package dev.redline.workload.demo;

import dev.redline.plan.TargetOptions;
import dev.redline.vector.ClusteredVectors;
import dev.redline.vector.VectorTable;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Seeded clustered vectors for latency probes: as many as the plan says, equal on every machine.
 */
public record ProbeVectors(TargetOptions.Demo options) {

  /** Where they are. */
  public static final VectorTable TABLE = new VectorTable("probe_vectors", "id", "embedding");

  private static final int BUCKETS = 1000;
  private static final long STORED = 1;
  private static final long LEAST_MEGABYTES = 256;

  /** Bytes of a row's neighbours in the graph (m = 16) and of memory that is not handed out. */
  private static final long BESIDES = 800;

  boolean fill(Connection connection) throws SQLException {
    return table().fill(connection, this::write);
  }

  /** Whether the table holds just these vectors. */
  boolean isCurrent(Connection connection) throws SQLException {
    return table().isCurrent(connection);
  }

  private FilledTable table() {
    return new FilledTable(TABLE, "id, metadata, embedding", options.dimensions(), version());
  }

  /** Enough for the graph of the index, so that its build does not fall back to the disk. */
  long buildMegabytes() {
    long bytes = options.probeVectors() * ((long) Float.BYTES * options.dimensions() + BESIDES);
    return Math.max(LEAST_MEGABYTES, bytes >> 20);
  }

  private String version() {
    return "%d probe vectors, %d dimensions, %d clusters, seed %d"
        .formatted(
            options.probeVectors(), options.dimensions(), options.clusters(), options.seed());
  }

  private void write(CopyRows rows) throws SQLException {
    ClusteredVectors vectors = stream(STORED);
    for (int id = 0; id < options.probeVectors(); id++) {
      String metadata = "{\"bucket\": %d}".formatted(id % BUCKETS);
      rows.write(Integer.toString(id), metadata, CopyRows.text(vectors.next()));
    }
  }

  private ClusteredVectors stream(long number) {
    return new ClusteredVectors(options.dimensions(), options.clusters(), options.seed(), number);
  }
}
