package dev.redline.run;

import dev.redline.plan.LatencyTargets;
import dev.redline.plan.LatencyTargets.SearchTarget;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.RatioInterval;
import dev.redline.verdict.ThresholdRule;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Holds measured searches against the latency targets: speed never without recall. */
final class SearchRules {

  private static final double NANOS_PER_MILLI = 1e6;

  private final LatencyTargets targets;

  SearchRules(LatencyTargets targets) {
    this.targets = targets;
  }

  /** p95, recall, rows and plan at one k. */
  List<Verdict> judge(SearchTarget target, SearchMeasurements measurements) {
    SearchMeasurement measured = measurements.at(target.k());
    String search = "vector search at K=" + target.k();
    return List.of(
        ThresholdRule.time(
            "p95 of " + search,
            duration(measured.p95()),
            target.p95(),
            "look at the plan; lower hnsw.ef_search in gates/latency.yaml only if recall allows"),
        ThresholdRule.score(
            "mean recall of " + search,
            measured.recall().mean(),
            target.recall(),
            "raise hnsw.ef_search in gates/latency.yaml, or build the index with larger m"),
        rows(search, measured),
        indexed(search, measured.plan(), measurements.hnswIndexes()),
        exact(measurements.exactPlan()));
  }

  /**
   * p95 against that of the unchanged server. It fails only if the whole interval lies above the
   * limit, and the difference is large enough to matter: what chance explains is no finding.
   */
  Verdict slowdown(SearchMeasurement before, SearchMeasurement after) {
    RatioInterval ratio = RatioInterval.ofP95(after.millis(), before.millis(), targets.seed());
    double ignored = targets.slowdownIgnoredBelow().toNanos() / NANOS_PER_MILLI;
    String subject = "p95 at K=%d after the change, divided by before".formatted(after.k());
    String observed =
        String.format(Locale.ROOT, "%s, %.3f ms after %.3f ms", ratio, after.p95(), before.p95());
    String required =
        String.format(
            Locale.ROOT,
            "at most %.2f, or slower by less than %.1f ms",
            targets.slowdown().limit(),
            ignored);
    boolean holds = targets.slowdown().allows(ratio.low()) || after.p95() - before.p95() < ignored;
    return (holds
            ? Verdict.pass(subject, observed, required)
            : Verdict.fail(subject, observed, required, "compare the plans before and after"))
        .because(targets.slowdown().because());
  }

  /**
   * A search that read the table through an index and now reads it whole: not a slow search, but
   * another one.
   */
  Verdict sameScan(SearchMeasurement before, SearchMeasurement after) {
    String subject = "plan of vector search at K=" + after.k();
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

  static Duration duration(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
  }

  static String scans(SearchPlan plan) {
    return "indexes %s, read whole %s".formatted(plan.indexes(), plan.sequentialScans());
  }

  private static Verdict rows(String search, SearchMeasurement measured) {
    String subject = "fewest rows returned by " + search;
    String observed = Integer.toString(measured.fewestRows());
    String required = Integer.toString(measured.rowsWanted());
    return measured.fewestRows() >= measured.rowsWanted()
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, "check hnsw.iterative_scan in the policy");
  }

  private static Verdict indexed(String search, SearchPlan plan, Set<String> hnswIndexes) {
    String subject = "plan of " + search;
    String required = "one scan of an HNSW index, no sequential scan of the table";
    String observed = scans(plan);
    return plan.indexes().size() == 1
            && hnswIndexes.containsAll(plan.indexes())
            && plan.sequentialScans().isEmpty()
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "run ANALYZE; check the operator class of the index");
  }

  private static Verdict exact(SearchPlan plan) {
    String subject = "plan of the exact search";
    String required = "no index, or recall is measured against itself";
    return plan.indexes().isEmpty()
        ? Verdict.pass(subject, "read whole " + plan.sequentialScans(), required)
        : Verdict.fail(subject, "indexes " + plan.indexes(), required, "report this as a defect");
  }
}
