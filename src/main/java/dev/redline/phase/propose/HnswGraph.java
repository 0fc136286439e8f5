package dev.redline.phase.propose;

import dev.redline.postgres.ServerVersion;

/**
 * The memory that pgvector 0.8 takes to build an HNSW graph, from the sizes of the structures that
 * it keeps for each row: the element, a list of neighbours for each of its levels, and the value. A
 * level is reached by one row in m of the level below.
 *
 * @param m connections for each row and level
 * @param valueBytes of one vector, its header included
 * @param headerBytes before each piece of memory; 0 where workers share one area
 */
record HnswGraph(int m, double valueBytes, int headerBytes) {

  /** What a parallel build keeps of maintenance_work_mem for other things (measured). */
  static final long KEPT_BACK = 4L << 20;

  private static final int ELEMENT = 128;
  private static final int POINTER = 8;
  private static final int LIST_HEADER = 8;
  private static final int NEIGHBOUR = 16;
  private static final int ALIGNMENT = 8;

  /** Built by one process, each piece in memory of its own. */
  static HnswGraph serial(int m, double valueBytes, ServerVersion version) {
    return new HnswGraph(m, valueBytes, version.chunkHeaderBytes());
  }

  /** Built by several, in an area that they share. */
  static HnswGraph parallel(int m, double valueBytes) {
    return new HnswGraph(m, valueBytes, 0);
  }

  double bytesPerRow() {
    double upperLevels = 1.0 / (m - 1);
    double lowest = piece(LIST_HEADER + 2.0 * m * NEIGHBOUR);
    double upper = upperLevels * piece(LIST_HEADER + (double) m * NEIGHBOUR);
    double lists = piece(POINTER * (1 + upperLevels));
    return piece(ELEMENT) + lists + lowest + upper + piece(aligned(valueBytes));
  }

  long bytes(double rows) {
    return Math.round(rows * bytesPerRow());
  }

  private double piece(double content) {
    return content + headerBytes;
  }

  private static double aligned(double bytes) {
    return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  }
}
