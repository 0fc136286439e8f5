package dev.redline.rag.metric;

/**
 * Sums in the order that numerical array libraries use: eight running sums for up to 128 values,
 * halves of that beyond. A plain loop differs in the last bit, which is enough to round a mean that
 * lies on a tie to another decimal than RAGChecker.
 */
public final class PairwiseSum {

  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private PairwiseSum() {}

  public static double of(double[] values) {
    return of(values, 0, values.length);
  }

  private static double of(double[] values, int from, int size) {
    if (size < LANES) {
      return plain(values, from, size, 0);
    }
    if (size <= BLOCK) {
      return lanes(values, from, size);
    }
    int half = size / 2;
    half -= half % LANES;
    return of(values, from, half) + of(values, from + half, size - half);
  }

  private static double lanes(double[] values, int from, int size) {
    double[] sums = new double[LANES];
    System.arraycopy(values, from, sums, 0, LANES);
    int whole = size - size % LANES;
    for (int i = LANES; i < whole; i++) {
      sums[i % LANES] += values[from + i];
    }
    double sum =
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    return plain(values, from + whole, size - whole, sum);
  }

  private static double plain(double[] values, int from, int size, double start) {
    double sum = start;
    for (int i = from; i < from + size; i++) {
      sum += values[i];
    }
    return sum;
  }
}
