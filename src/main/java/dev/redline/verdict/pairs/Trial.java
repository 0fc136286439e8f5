package dev.redline.verdict.pairs;

import dev.redline.verdict.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One verdict on recorded pairs.
 *
 * @param pairs that it took
 * @param seconds of sampling that it took
 * @param alarms which of the other rules call the same pairs a slow-down
 */
public record Trial(Status status, int pairs, double seconds, List<Rival> alarms) {

  /**
   * What trials of one kind came to.
   *
   * @param meanSeconds NaN without a trial
   */
  public record Score(
      Rate passed, Rate failed, Rate inconclusive, double meanSeconds, Map<Rival, Rate> alarms) {

    /** Of all trials; without one no rate is known, and no time. */
    public static Score of(List<Trial> trials) {
      Map<Rival, Rate> alarms = new EnumMap<>(Rival.class);
      for (Rival rival : Rival.values()) {
        int count = (int) trials.stream().filter(each -> each.alarms().contains(rival)).count();
        alarms.put(rival, new Rate(count, trials.size()));
      }
      return new Score(
          rate(trials, Status.PASS),
          rate(trials, Status.FAIL),
          rate(trials, Status.INCONCLUSIVE),
          trials.stream().mapToDouble(Trial::seconds).average().orElse(Double.NaN),
          alarms);
    }

    private static Rate rate(List<Trial> trials, Status status) {
      return new Rate(
          (int) trials.stream().filter(trial -> trial.status() == status).count(), trials.size());
    }
  }
}
