package dev.redline.phase.policy;

import dev.redline.plan.FilteredTarget;
import dev.redline.search.SearchMethod;
import dev.redline.vector.SearchChoice;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import dev.redline.workload.SearchCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds searches behind filters against what the plan asks of them. */
final class FilteredSearchCheck {

  private static final String FILTER = "correct it in gates/query-policy.yaml";

  private final double tolerance;
  private final List<String> vectorIndexes;

  /**
   * @param tolerance how far a filter's share of rows may be from the stated one, relative to that
   */
  FilteredSearchCheck(double tolerance, List<String> vectorIndexes) {
    this.tolerance = tolerance;
    this.vectorIndexes = vectorIndexes;
  }

  /** Filter, rows, recall, p95 and plans. */
  List<Verdict> judge(FilteredMeasurement measured) {
    FilteredTarget target = measured.target();
    SearchMeasurement searches = measured.searches();
    String search = measured.name();
    SearchMethod method = method(measured);
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(selectivity(measured));
    verdicts.add(
        ThresholdCheck.score(
            "rows returned by %s, of %d wanted".formatted(search, searches.rowsWanted()),
            (double) searches.fewestRows() / searches.rowsWanted(),
            target.rows(),
            method.forRows()));
    verdicts.add(
        ThresholdCheck.score(
            "mean recall of " + search,
            searches.recall().mean(),
            target.recall(),
            forRecall(method)));
    verdicts.add(
        ThresholdCheck.score(
            "worst recall of " + search,
            searches.recall().worst(),
            target.worstRecall(),
            forRecall(method)));
    verdicts.add(
        ThresholdCheck.time(
            "p95 of " + search,
            SearchCheck.duration(searches.p95()),
            target.p95(),
            method.forTime()));
    return verdicts;
  }

  /** An index that was not asked has no part in what was found. */
  private static SearchMethod method(FilteredMeasurement measured) {
    return measured.choice().method() == SearchChoice.Method.EXACT
        ? SearchMethod.EXACT
        : measured.method();
  }

  private static String forRecall(SearchMethod method) {
    return method == SearchMethod.HNSW
        ? method.forRecall() + ", or lower above_ef_search in gates/query-policy.yaml"
        : method.forRecall();
  }

  /** The plan is of the kind that was chosen, and the exact one uses no vector index. */
  List<Verdict> plans(FilteredMeasurement measured) {
    return List.of(
        measured.choice().method() == SearchChoice.Method.INDEX
            ? byIndex(measured)
            : withoutIndex(
                "plan of " + measured.name(),
                measured.searches().plan(),
                "no vector index: " + measured.choice().reason()),
        withoutIndex(
            "plan of the exact search, %s, %s"
                .formatted(measured.target().words(), measured.search()),
            measured.exactPlan(),
            "no vector index, or recall is measured against itself"));
  }

  private Verdict selectivity(FilteredMeasurement measured) {
    double stated = measured.target().selectivity();
    double share = measured.selectivity().share();
    String subject =
        "share of rows, %s, %s".formatted(measured.target().words(), measured.search());
    String observed = String.format(Locale.ROOT, "%.5f", share);
    String required = String.format(Locale.ROOT, "%.5f within %.0f %%", stated, 100 * tolerance);
    return Math.abs(share - stated) <= tolerance * stated
        ? Verdict.pass(subject, observed, required)
        : Verdict.inconclusive(subject, observed, required, FILTER);
  }

  private static Verdict byIndex(FilteredMeasurement measured) {
    String subject = "plan of " + measured.name();
    String required = "the vector index that it is there for: " + measured.choice().reason();
    return measured
        .obstacle()
        .map(found -> Verdict.fail(subject, found.observed(), required, found.mend()))
        .orElseGet(
            () -> Verdict.pass(subject, SearchCheck.scans(measured.searches().plan()), required));
  }

  private Verdict withoutIndex(String subject, SearchPlan plan, String required) {
    return plan.indexes().stream().noneMatch(vectorIndexes::contains)
        ? Verdict.pass(subject, SearchCheck.scans(plan), required)
        : Verdict.fail(subject, SearchCheck.scans(plan), required, "report this as a defect");
  }
}
