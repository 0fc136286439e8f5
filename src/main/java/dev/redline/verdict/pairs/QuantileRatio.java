package dev.redline.verdict.pairs;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A quantile of the new times divided by that of the old ones, with an interval.
 *
 * <p>The old times are multiplied by the ratio, so that both sides have the same quantile; each
 * pair then says +1 if only the new time exceeds it, -1 if only the old one does, otherwise 0, as
 * in McNemar's test (Psychometrika 12, 1947). What both halves of a pair share, an expensive query
 * or a slow moment, cancels out. The error of the mean of these, times the distance of neighbouring
 * quantiles (Bahadur, A note on quantiles in large samples, Ann. Math. Statist. 37, 1966), is the
 * error of the ratio's logarithm.
 *
 * @param level of the quantile, such as 0.95
 * @param old in ms
 * @param changed in ms
 * @param ratio of the two
 * @param low 0 while there is too little to say
 * @param high infinite while there is too little to say
 */
public record QuantileRatio(
    double level, double old, double changed, double ratio, double low, double high) {

  /** So many times have to lie beyond the quantile on each side before a word is said. */
  private static final int FEWEST_BEYOND = 10;

  static final int FEWEST = 500;
  private static final int FEWEST_OF_SECTIONS = 100;
  private static final double WIDEST_SPAN = 0.05;

  /** Of all pairs, one after the other. */
  private static final int SECTIONS = 8;

  /** Each section has sessions of its own, at least once. */
  private static final int FEWEST_OF_A_SECTION = 250;

  static QuantileRatio of(PairedTimes times, double level, ConfidenceSequence sequence) {
    double old = times.oldQuantile(level);
    double changed = times.changedQuantile(level);
    double reach = reach(times, level, changed / old, sequence);
    return new QuantileRatio(
        level,
        old,
        changed,
        changed / old,
        changed / old * Math.exp(-reach),
        changed / old * Math.exp(reach));
  }

  /** Of the interval, in either direction, as a logarithm. */
  private static double reach(
      PairedTimes times, double level, double ratio, ConfidenceSequence sequence) {
    int n = times.size();
    if (n < FEWEST_OF_SECTIONS) {
      return Double.POSITIVE_INFINITY;
    }
    if (n < fewest(level)) {
      return sequence.factor(n) * spread(times, level, ratio);
    }
    double[] both = times.scaledAndChanged(ratio);
    double[] sorted = both.clone();
    Arrays.sort(sorted);
    double threshold = PairedTimes.at(sorted, level);
    double[] said = new double[n];
    Arrays.setAll(said, i -> (both[n + i] > threshold ? 1 : 0) - (both[i] > threshold ? 1 : 0));
    BlockedError error = BlockedError.of(said);
    if (!error.settled()) {
      return sequence.factor(n) * spread(times, level, ratio);
    }
    // Two pairs that speak against each other have always been seen: no error of 0.
    double width = Math.hypot(error.error(), Math.sqrt(2) / n);
    return sequence.factor(n) * width * sparsity(sorted, level);
  }

  /** Pairs from which an error of the quantile can be taken. */
  private static double fewest(double level) {
    return Math.max(FEWEST, FEWEST_BEYOND / Math.min(level, 1 - level));
  }

  /** Whether there are enough pairs for more than a gross difference. */
  static boolean enough(PairedTimes times, double level) {
    return times.size() >= fewest(level);
  }

  /**
   * The interval where the pairs do not outlast the memory of their ratios: the furthest section
   * counts as one standard error, and more pairs do not narrow it.
   */
  QuantileRatio unsettled(PairedTimes times, ConfidenceSequence sequence) {
    double wide = Math.exp(sequence.factor(times.size()) * spread(times, level, ratio));
    return new QuantileRatio(
        level, old, changed, ratio, Math.min(low, ratio / wide), Math.max(high, ratio * wide));
  }

  /** The largest distance between the ratio of a section of the pairs and that of all. */
  private static double spread(PairedTimes times, double level, double ratio) {
    return sections(times, level).map(own -> Math.abs(Math.log(own / ratio))).max().orElse(0);
  }

  /**
   * The smallest ratio of a section of the pairs; 0 while a section is shorter than the pairs that
   * share sessions, so that all of them may have the same bad place.
   */
  double ofFastestSection(PairedTimes times) {
    return times.size() < SECTIONS * FEWEST_OF_A_SECTION
        ? 0
        : sections(times, level).min().orElse(0);
  }

  private static DoubleStream sections(PairedTimes times, double level) {
    return IntStream.range(0, SECTIONS)
        .mapToObj(
            i -> times.between(i * times.size() / SECTIONS, (i + 1) * times.size() / SECTIONS))
        .mapToDouble(section -> section.changedQuantile(level) / section.oldQuantile(level));
  }

  /** How far the logarithm of the quantile moves when its level does. */
  static double sparsity(double[] sorted, double level) {
    double span = Math.min(WIDEST_SPAN, Math.min(level, 1 - level) / 2);
    double above = PairedTimes.at(sorted, level + span);
    double below = PairedTimes.at(sorted, level - span);
    return Math.log(above / below) / (2 * span);
  }

  /** p50, p95 or p99. */
  public String name() {
    return String.format(Locale.ROOT, "p%.0f", 100 * level);
  }

  /** As in {@code 1.008 (0.996 to 1.019)}. */
  String interval() {
    return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratio, low, high);
  }

  /** As in {@code p95 1.834 ms after 1.820 ms, ratio 1.008 (0.996 to 1.019)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s %.3f ms after %.3f ms, ratio %s", name(), changed, old, interval());
  }
}
