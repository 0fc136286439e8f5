package dev.redline.phase.propose;

import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.ServerVersion;
import java.util.List;

/**
 * What it takes to build an HNSW index in memory.
 *
 * @param rows by statistics and how much the table has grown since
 * @param bytes of the graph by itself
 * @param maintenanceWorkMem that a parallel build needs, in bytes
 * @param fits whether maintenance_work_mem as it is suffices
 */
public record BuildMemory(
    String index, String table, long rows, long bytes, long maintenanceWorkMem, boolean fits) {

  private static final int DEFAULT_M = 16;

  /** Of each HNSW index whose table has been analysed, or is empty. */
  static List<BuildMemory> of(List<CatalogIndex> indexes, ServerVersion version, long available) {
    return indexes.stream()
        .filter(index -> index.isHnsw() && index.rows() >= 0)
        .map(index -> of(index, version, available))
        .toList();
  }

  private static BuildMemory of(CatalogIndex index, ServerVersion version, long available) {
    double value = index.valueBytes();
    int m = index.option("m", DEFAULT_M);
    long serial = HnswGraph.serial(m, value, version).bytes(index.rows());
    long needed = needed(m, value, index.rows(), version);
    return new BuildMemory(
        index.name().toString(),
        index.table().toString(),
        Math.round(index.rows()),
        serial,
        needed,
        needed <= available);
  }

  /**
   * Bytes of maintenance_work_mem that keep the graph in memory until it is built.
   *
   * @param m connections for each row and level
   * @param valueBytes of one vector, its header included
   */
  public static long needed(int m, double valueBytes, double rows, ServerVersion version) {
    return Math.max(
        HnswGraph.serial(m, valueBytes, version).bytes(rows),
        HnswGraph.parallel(m, valueBytes).bytes(rows) + HnswGraph.KEPT_BACK);
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return "%s on %s: %,d rows, %s to build it in memory%s"
        .formatted(
            index,
            table,
            rows,
            megabytes(maintenanceWorkMem),
            fits ? "" : ", more than maintenance_work_mem");
  }

  private static String megabytes(long bytes) {
    return new MemorySize(((bytes >> 20) + 1) << 20).toString();
  }
}
