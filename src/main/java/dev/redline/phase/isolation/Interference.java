package dev.redline.phase.isolation;

import dev.redline.ltst.LoadStatistics;
import dev.redline.rag.metric.Scores;
import dev.redline.vector.SearchTimes;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
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
   * @param blocks of the searches, in the order in which they ran
   */
  record Beside(
      List<Double> millis,
      Optional<Scores> scores,
      List<LoadStatistics> loads,
      List<Block> blocks) {

    static final Beside NOTHING_YET = new Beside(List.of(), Optional.empty(), List.of());

    /** Nothing is known of when the searches ran. */
    Beside(List<Double> millis, Optional<Scores> scores, List<LoadStatistics> loads) {
      this(millis, scores, loads, List.of());
    }

    /** With the times of its blocks counted from {@code nanos} on. */
    Beside since(long nanos) {
      List<Block> counted =
          blocks.stream()
              .map(block -> new Block(block.second() - nanos / 1e9, block.p95()))
              .toList();
      return new Beside(millis, scores, loads, counted);
    }

    Beside and(Beside more) {
      List<Double> all = new ArrayList<>(millis);
      all.addAll(more.millis);
      List<LoadStatistics> both = new ArrayList<>(loads);
      both.addAll(more.loads);
      List<Block> turns = new ArrayList<>(blocks);
      turns.addAll(more.blocks);
      return new Beside(all, more.scores.or(() -> scores), both, turns);
    }

    /** 95 % of the searches took no longer, in milliseconds; NaN without a search. */
    double p95() {
      return millis.isEmpty() ? Double.NaN : SearchTimes.quantile(millis, 0.95);
    }

    /** Failures of any of the loads. */
    List<String> failures() {
      return loads.stream().flatMap(load -> load.failures().stream()).toList();
    }
  }

  /**
   * Searches that ran one after the other.
   *
   * @param second of the measurement at which the first of them began
   * @param p95 in milliseconds
   */
  record Block(double second, double p95) {}

  /** When each block of searches ran, and how long it took. */
  Plot timeline() {
    return new Plot(
        "Searches alone and beside load, as time went on",
        "time since the measurement began, in s",
        "p95 of a block of searches, in ms",
        Stream.of(
                line("alone", alone),
                line("beside guarded load", guarded),
                line("beside unguarded load", unguarded))
            .filter(line -> !line.points().isEmpty())
            .toList());
  }

  private static Line line(String name, Beside beside) {
    return new Line(
        name,
        beside.blocks().stream().map(block -> new Point(block.second(), block.p95(), "")).toList());
  }

  /** p95 of each in milliseconds, in the order of the components. */
  List<String> p95s() {
    return Stream.of(alone, guarded, unguarded)
        .map(beside -> String.format(Locale.ROOT, "%.3f", beside.p95()))
        .toList();
  }
}
