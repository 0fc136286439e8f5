package dev.redline.verdict.pairs;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.TTest;

/**
 * Rules that others find slow-downs with, for scoring beside ours on the same pairs. None of them
 * looks at pairs as pairs.
 */
public enum Rival {
  /** Two p95, their ratio above the limit. */
  TWO_P95 {
    @Override
    boolean alarm(PairedTimes times, double limit) {
      return times.changedQuantile(0.95) > limit * times.oldQuantile(0.95);
    }
  },
  /** As Kayenta's canary judge: Mann-Whitney, one-sided at 1 %. */
  MANN_WHITNEY {
    @Override
    boolean alarm(PairedTimes times, double limit) {
      return MannWhitneyUTest.withDefaults()
              .with(AlternativeHypothesis.GREATER_THAN)
              .test(times.changed(), times.old())
              .getPValue()
          < 0.01;
    }
  },
  /** As Perfherder: Welch's t above 7, the mean up by 2 %. */
  WELCH {
    @Override
    boolean alarm(PairedTimes times, double limit) {
      double t =
          TTest.withDefaults()
              .with(DataDispersion.HETEROSCEDASTIC)
              .statistic(times.changed(), times.old());
      return t > 7 && mean(times.changed()) > 1.02 * mean(times.old());
    }
  },
  /** As ClickHouse's performance test: medians of shuffled halves at 1 %, ratio above the limit. */
  RANDOMISATION {
    @Override
    boolean alarm(PairedTimes times, double limit) {
      double ratio = times.changedQuantile(0.5) / times.oldQuantile(0.5);
      return ratio > limit && rarer(times, times.changedQuantile(0.5) - times.oldQuantile(0.5));
    }
  };

  private static final int SHUFFLES = 200;
  private static final long SEED = 1070;

  /**
   * Whether the rule calls the new times slower.
   *
   * @param limit the ratio that is allowed, where the rule has one
   */
  abstract boolean alarm(PairedTimes times, double limit);

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static boolean rarer(PairedTimes times, double seen) {
    Random random = new Random(SEED);
    int further = 0;
    for (int i = 0; i < SHUFFLES; i++) {
      PairedTimes shuffled = swapped(times, random);
      further += shuffled.changedQuantile(0.5) - shuffled.oldQuantile(0.5) >= seen ? 1 : 0;
    }
    return further < SHUFFLES / 100;
  }

  private static PairedTimes swapped(PairedTimes times, Random random) {
    double[] old = times.old().clone();
    double[] changed = times.changed().clone();
    for (int i = 0; i < old.length; i++) {
      if (random.nextBoolean()) {
        old[i] = times.changed()[i];
        changed[i] = times.old()[i];
      }
    }
    return new PairedTimes(old, changed);
  }
}
