package dev.redline.phase.benefit;

import dev.redline.verdict.BeforeAfter;
import dev.redline.workload.capacity.BlockRatio;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that was measured with the old values and with the new ones.
 *
 * @param what with the unit
 * @param ratio of new by old
 * @param more whether more of it is better
 */
record Gain(String what, double before, double after, Optional<BlockRatio> ratio, boolean more) {

  /** Something that was measured once on each copy. */
  static Gain once(String what, double before, double after, boolean more) {
    return new Gain(what, before, after, Optional.empty(), more);
  }

  /** Whether it is better than noise explains; false where there is no interval. */
  boolean bought(double alpha) {
    return ratio.filter(found -> found.chance() < alpha && more == found.ratio() > 1).isPresent();
  }

  double factor() {
    return after / before;
  }

  BeforeAfter figure() {
    return new BeforeAfter(
        what,
        Optional.of(shown(before)),
        shown(after) + ratio.map(interval -> ", ratio " + interval).orElse(", measured once"));
  }

  List<String> row() {
    String factor = before > 0 ? String.format(Locale.ROOT, "%.2f", factor()) : "";
    return List.of(
        what,
        shown(before),
        shown(after),
        ratio.map(BlockRatio::toString).orElse(factor + " (measured once)"));
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
