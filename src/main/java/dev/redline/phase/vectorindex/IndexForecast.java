package dev.redline.phase.vectorindex;

import dev.redline.phase.propose.BuildMemory;
import dev.redline.postgres.ServerVersion;
import java.util.Locale;

/**
 * What a build takes, before it is begun.
 *
 * @param rows that are indexed, by statistics
 * @param memory bytes of maintenance_work_mem with which the build stays in memory
 * @param disk bytes of the index; as many again go to the write-ahead log
 */
record IndexForecast(long rows, long memory, long disk) {

  private static final int PAGE = 8192;

  /** Header, line pointers' end and pgvector's own eight bytes. */
  private static final int USABLE = PAGE - 24 - 8;

  private static final int LINE_POINTER = 4;

  /** pgvector 0.8: an element's header with ten row addresses, before its value. */
  private static final int HNSW_ELEMENT = 72;

  private static final int HNSW_NEIGHBOURS = 4;
  private static final int ROW_ADDRESS = 6;
  private static final int INDEX_TUPLE = 8;

  /** pgvector samples so many rows for each list, and no fewer than the second. */
  private static final int SAMPLED_PER_LIST = 50;

  private static final int FEWEST_SAMPLED = 10_000;
  private static final int FLOAT = 4;
  private static final int METAPAGE = 1;

  /**
   * An HNSW index.
   *
   * @param valueBytes of one vector as it is indexed, its header included
   */
  static IndexForecast hnsw(long rows, int m, double valueBytes, ServerVersion version) {
    double levels = 2 + 1.0 / (m - 1);
    double element = aligned(HNSW_ELEMENT + valueBytes) + LINE_POINTER;
    double neighbours = aligned(HNSW_NEIGHBOURS + levels * m * ROW_ADDRESS) + LINE_POINTER;
    return new IndexForecast(
        rows,
        BuildMemory.needed(m, valueBytes, (double) rows, version),
        pages(rows, element + neighbours) * PAGE);
  }

  /**
   * An IVFFlat index: the memory is that of its k-means, as pgvector adds it up; the last page of
   * each list is half full in the mean.
   *
   * @param dimensions of its centres
   */
  static IndexForecast ivfflat(long rows, int lists, int dimensions, double valueBytes) {
    double sampled = Math.max(FEWEST_SAMPLED, (double) SAMPLED_PER_LIST * lists);
    double vectors = (sampled + lists) * valueBytes + (double) lists * dimensions * FLOAT;
    double bounds = FLOAT * (4.0 * lists + 2 * sampled + sampled * lists + (double) lists * lists);
    double tuple = aligned(INDEX_TUPLE + valueBytes) + LINE_POINTER;
    long disk = METAPAGE + pages(lists, tuple) + pages(rows, tuple) + lists / 2;
    return new IndexForecast(rows, Math.round(vectors + bounds), disk * PAGE);
  }

  /** A row that is longer than a page is refused by pgvector itself. */
  private static long pages(long rows, double rowBytes) {
    double perPage = Math.max(1, Math.floor(USABLE / rowBytes));
    return (long) Math.ceil(rows / perPage);
  }

  private static double aligned(double bytes) {
    return Math.ceil(bytes / 8) * 8;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d rows: about %d MB of memory to build it, %d MB on disk and as much write-ahead log",
        rows,
        (memory >> 20) + 1,
        (disk >> 20) + 1);
  }
}
