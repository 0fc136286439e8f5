package dev.redline.phase.isolation;

import dev.redline.ltst.LoadStatistics;
import dev.redline.rag.metric.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches and an evaluation, alone and beside LTST load.
 *
 * @param alone without any load
 * @param guarded beside load that the guard holds back
 * @param unguarded beside the same load without the guard
 */
record Interference(Beside alone, Beside guarded, Beside unguarded) {

  /** What an evaluation runs beside. */
  enum Company {
    NOTHING,
    GUARDED_LOAD,
    UNGUARDED_LOAD
  }

  /**
   * Measured in one kind of company.
   *
   * @param millis the time of each search, in the order in which they ran
   * @param scores of the evaluation; empty if it was not complete
   * @param loads what each load did while searches and evaluation ran
   */
  record Beside(List<Double> millis, Optional<Scores> scores, List<LoadStatistics> loads) {

    static final Beside NOTHING_YET = new Beside(List.of(), Optional.empty(), List.of());

    Beside and(Beside more) {
      List<Double> all = new ArrayList<>(millis);
      all.addAll(more.millis);
      List<LoadStatistics> both = new ArrayList<>(loads);
      both.addAll(more.loads);
      return new Beside(all, more.scores.or(() -> scores), both);
    }

    /** 95 % of the searches took no longer, in milliseconds; NaN without a search. */
    double p95() {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    /** Failures of any of the loads. */
    List<String> failures() {
      return loads.stream().flatMap(load -> load.failures().stream()).toList();
    }
  }

  /** p95 of each in milliseconds, in the order of the components. */
  List<String> p95s() {
    return Stream.of(alone, guarded, unguarded)
        .map(beside -> String.format(Locale.ROOT, "%.3f", beside.p95()))
        .toList();
  }
}
