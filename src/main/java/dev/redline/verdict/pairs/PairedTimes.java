package dev.redline.verdict.pairs;

import java.util.Arrays;

/** The same searches the old way and the new way, milliseconds apart. */
public final class PairedTimes {

  private final double[] old;
  private final double[] changed;

  /**
   * Both are taken over, not copied.
   *
   * @param old in ms, in the order in which the pairs ran, each more than 0
   * @param changed in ms, the other half of the pair at the same index
   * @throws IllegalArgumentException if they differ in length: then they are no pairs
   */
  public PairedTimes(double[] old, double[] changed) {
    if (old.length != changed.length) {
      throw new IllegalArgumentException(
          "%d old times and %d new ones are no pairs.".formatted(old.length, changed.length));
    }
    this.old = old;
    this.changed = changed;
  }

  /** How many pairs. */
  public int size() {
    return old.length;
  }

  double[] old() {
    return old;
  }

  double[] changed() {
    return changed;
  }

  /** The pairs from {@code from} up to, not including, {@code to}. */
  public PairedTimes between(int from, int to) {
    return new PairedTimes(
        Arrays.copyOfRange(old, from, to), Arrays.copyOfRange(changed, from, to));
  }

  /** The same with old times so many times as long. */
  PairedTimes withOldTimes(double factor) {
    return new PairedTimes(Arrays.stream(old).map(time -> time * factor).toArray(), changed);
  }

  /** The share {@code level} of the old times is no longer. */
  double oldQuantile(double level) {
    return quantile(old, level);
  }

  /** The share {@code level} of the new times is no longer. */
  double changedQuantile(double level) {
    return quantile(changed, level);
  }

  static double quantile(double[] values, double level) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return at(sorted, level);
  }

  static double at(double[] sorted, double level) {
    return sorted[Math.max(0, (int) Math.ceil(level * sorted.length) - 1)];
  }

  /** The old times multiplied by a factor, then the new ones. */
  double[] scaledAndChanged(double factor) {
    double[] both = Arrays.copyOf(old, 2 * size());
    for (int i = 0; i < size(); i++) {
      both[i] *= factor;
    }
    System.arraycopy(changed, 0, both, size(), size());
    return both;
  }
}
