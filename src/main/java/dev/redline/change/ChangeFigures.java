package dev.redline.change;

import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingDifference;
import dev.redline.search.MeasuredSearch;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Figures;
import dev.redline.workload.SearchMeasurements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a change came to, before and after it, as a person reads it. */
public final class ChangeFigures {

  private ChangeFigures() {}

  /** The settings that have other values than before. */
  public static Figures settings(ServerState before, ServerState after) {
    return new Figures(
        after.settings().differencesFrom(before.settings()).stream()
            .map(ChangeFigures::setting)
            .toList(),
        Figures.Kind.SETTINGS);
  }

  /** p95 of every search at each of its k. */
  public static Figures p95(SearchMeasurements before, SearchMeasurements after) {
    List<BeforeAfter> figures = new ArrayList<>();
    for (MeasuredSearch search : after.searches()) {
      for (MeasuredSearch.AtK at : search.byK()) {
        figures.add(
            new BeforeAfter(
                "p95 at K=%d, %s".formatted(at.k(), search.search()),
                before.of(search.search()).at(at.k()).map(was -> millis(was.measured().p95())),
                millis(at.measured().p95())));
      }
    }
    return new Figures(figures);
  }

  /**
   * A score of whole evaluations.
   *
   * @param before empty if not every case was judged
   * @param after likewise
   */
  public static Figures score(String name, Optional<Double> before, Optional<Double> after) {
    return Figures.of(
        new BeforeAfter(
            name,
            before.map(ChangeFigures::share),
            after.map(ChangeFigures::share).orElse("none, not every case was judged")));
  }

  /** How long it took to put a server back. */
  static Figures restored(Duration time) {
    return Figures.of(
        new BeforeAfter("time to restore", Optional.empty(), "%d ms".formatted(time.toMillis())));
  }

  private static BeforeAfter setting(SettingDifference difference) {
    return new BeforeAfter(
        difference.name(),
        Optional.ofNullable(difference.before()),
        Optional.ofNullable(difference.after()).orElse("gone"));
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.3f ms", millis);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
