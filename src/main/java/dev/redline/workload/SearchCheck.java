package dev.redline.workload;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.search.PlanAtK;
import dev.redline.search.PlanObstacle;
import dev.redline.search.SearchMethod;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.RatioInterval;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds measured searches against the latency targets: speed never without recall. */
public final class SearchCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  private final LatencyTargets targets;

  public SearchCheck(LatencyTargets targets) {
    this.targets = targets;
  }

  /** p95, recall, rows and plan of one search at each of its k. */
  List<Verdict> judge(PlannedSearch planned, MeasuredSearch search) {
    List<Verdict> verdicts = new ArrayList<>();
    for (SearchTarget target : planned.targets()) {
      verdicts.addAll(judge(target, search, search.at(target.k()).orElseThrow()));
    }
    search.exactPlan().ifPresent(plan -> verdicts.add(exact(search, plan)));
    return verdicts;
  }

  private static List<Verdict> judge(SearchTarget target, MeasuredSearch search, AtK at) {
    SearchMeasurement measured = at.measured();
    String name = name(search, target.k());
    return List.of(
        ThresholdCheck.time(
            "p95 of " + name, duration(measured.p95()), target.p95(), search.method().forTime()),
        recall(target, search, measured, name),
        rows(target, name, measured, search.method()),
        planned(name, at));
  }

  /**
   * Every search goes through its index before anything is changed: a stage that could only fail is
   * not begun, and nobody is asked about it.
   *
   * @param plans as the unchanged server has them
   */
  public static Verdict onTheirIndexes(List<PlanAtK> plans) {
    List<PlanAtK> astray = plans.stream().filter(plan -> plan.obstacle().isPresent()).toList();
    return Verdict.none(
        "searches of the server as it is that do not go the way they are there for",
        astray.stream().map(SearchCheck::astray).toList(),
        "none: after the change they would fail, too",
        "%s; for a table so small that it is read whole, say index: {none: why} at its search in gates/workload.yaml"
            .formatted(
                astray.stream()
                    .flatMap(plan -> plan.obstacle().stream())
                    .map(PlanObstacle::mend)
                    .distinct()
                    .collect(Collectors.joining("; "))));
  }

  private static String astray(PlanAtK plan) {
    return name(plan.search(), plan.k()) + ": " + plan.obstacle().orElseThrow().observed();
  }

  /** Without neighbours that are known exactly there is nothing to say. */
  private static Verdict recall(
      SearchTarget target, MeasuredSearch search, SearchMeasurement measured, String name) {
    return ThresholdCheck.score(
        "mean recall of %s, %d of %d queries%s"
            .formatted(
                name,
                search.exact().queries(),
                search.exact().asked(),
                search.exact().queries() < search.exact().asked()
                    ? " (" + search.exact().note() + ")"
                    : ""),
        measured.recall().mean(),
        target.recall(),
        search.method().forRecall());
  }

  /** As in {@code vector search at K=16, articles}. */
  static String name(MeasuredSearch search, int k) {
    return name(search.search(), k);
  }

  private static String name(String search, int k) {
    return "vector search at K=%d, %s".formatted(k, search);
  }

  /**
   * p95 against that of the unchanged server, measured before. What the machine did meanwhile is in
   * both, as far as a control tells that was run beside the searches; only a gross slow-down
   * counts. Passes and fails if the whole interval does.
   */
  public Verdict slowdown(String search, SearchMeasurement before, SearchMeasurement after) {
    Optional<RatioInterval> control = control(before, after);
    RatioInterval measured = RatioInterval.ofP95(after.millis(), before.millis(), targets.seed());
    RatioInterval ratio = control.map(measured::inDoubtOf).orElse(measured);
    double allowed = targets.slowdown().unpaired().allowed(before.p95()) / before.p95();
    String subject =
        "p95 at K=%d after the change, divided by before, %s".formatted(after.k(), search);
    String observed =
        String.format(
            Locale.ROOT,
            "%s, %.3f ms after %.3f ms, one after the other%s",
            ratio,
            after.p95(),
            before.p95(),
            control.map(beside -> "; a control beside them " + beside).orElse(""));
    String required =
        String.format(Locale.ROOT, "%s, here %.2f", targets.slowdown().unpaired(), allowed);
    String next = "compare the plans before and after; rehearse on a twin to see less than that";
    Verdict verdict =
        ratio.high() <= allowed
            ? Verdict.pass(subject, observed, required)
            : ratio.low() > allowed
                ? Verdict.fail(subject, observed, required, next)
                : Verdict.inconclusive(subject, observed, required, next);
    return verdict.because(targets.slowdown().because());
  }

  private Optional<RatioInterval> control(SearchMeasurement before, SearchMeasurement after) {
    return before.control().isEmpty() || after.control().isEmpty()
        ? Optional.empty()
        : Optional.of(RatioInterval.ofP95(after.control(), before.control(), targets.seed()));
  }

  /** The new settings find what the old ones found. */
  public Verdict sameRecall(String search, SearchMeasurement before, SearchMeasurement after) {
    String subject = "mean recall of %s at K=%d on the twin".formatted(search, after.k());
    double was = before.recall().mean();
    double is = after.recall().mean();
    String observed = String.format(Locale.ROOT, "%.4f after %.4f", is, was);
    String required = "no less than with the old values";
    return is >= was - 1e-9
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, "look at the plans; the server is untouched");
  }

  /**
   * A search that read the table through an index and now reads it whole: not a slow search, but
   * another one.
   */
  public Verdict sameScan(
      MeasuredSearch search, SearchMeasurement before, SearchMeasurement after) {
    String subject = "plan of " + name(search, after.k());
    String required = "an index still, where it was one";
    SearchPlan was = before.plan();
    SearchPlan is = after.plan();
    boolean flipped = !was.indexes().isEmpty() && !is.sequentialScans().isEmpty();
    return flipped
        ? Verdict.fail(
            subject,
            "index %s before, sequential scan of %s after"
                .formatted(
                    String.join(", ", was.indexes()), String.join(", ", is.sequentialScans())),
            required,
            "look for a dropped or invalid index, enable_indexscan, and the planner's costs")
        : Verdict.pass(subject, "before: %s; after: %s".formatted(scans(was), scans(is)), required);
  }

  public static Duration duration(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
  }

  public static String scans(SearchPlan plan) {
    return "indexes %s, read whole %s".formatted(plan.indexes(), plan.sequentialScans());
  }

  private static Verdict rows(
      SearchTarget target, String search, SearchMeasurement measured, SearchMethod method) {
    String subject = "fewest rows returned by " + search;
    String observed = Integer.toString(measured.fewestRows());
    String required = target.requiredRows(measured.rowsWanted());
    Verdict verdict =
        target.allowsRows(measured.fewestRows(), measured.rowsWanted())
            ? Verdict.pass(subject, observed, required)
            : Verdict.fail(subject, observed, required, method.forRows());
    return verdict.because(target.rows().flatMap(Threshold::because));
  }

  private static Verdict planned(String search, AtK at) {
    String subject = "plan of " + search;
    String required = "the vector index that it is there for, no sequential scan of the table";
    return at.obstacle()
        .map(
            found ->
                Verdict.fail(
                    subject,
                    found.observed(),
                    required,
                    found.mend()
                        + "; if the planner insists, look at its costs and enable_ settings"))
        .orElseGet(() -> Verdict.pass(subject, scans(at.measured().plan()), required));
  }

  private static Verdict exact(MeasuredSearch search, SearchPlan plan) {
    String subject = "plan of the exact search, " + search.search();
    String required = "no vector index, or recall is measured against itself";
    List<String> used =
        plan.indexes().stream()
            .filter(index -> search.indexes().stream().anyMatch(name -> ends(name, index)))
            .toList();
    return used.isEmpty()
        ? Verdict.pass(subject, scans(plan), required)
        : Verdict.fail(subject, "indexes " + used, required, "report this as a defect");
  }

  private static boolean ends(String qualified, String index) {
    return qualified.replace("\"", "").endsWith("." + index);
  }
}
