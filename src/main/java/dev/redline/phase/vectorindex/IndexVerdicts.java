package dev.redline.phase.vectorindex;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.IndexChanges.Limits;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.search.PlanObstacle;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchMeasurement;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds a new index against the old one and against the limits of gates/indexes.yaml. */
record IndexVerdicts(Limits limits, List<SearchTarget> targets) {

  private static final String DENSER =
      "build it with more connections or lists, raise ef_search, probes or candidates, or keep the"
          + " old index";

  /** Recall at each k: above its red line, hardly lower than before, no query left alone. */
  List<Verdict> recall(IndexMeasurements measured) {
    List<Verdict> verdicts = new ArrayList<>();
    for (SearchTarget target : targets) {
      Recall was = at(measured.before(), target.k()).recall();
      Recall is = at(measured.after(), target.k()).recall();
      String through = " through the new index at K=" + target.k();
      verdicts.add(
          ThresholdCheck.score("mean recall" + through, is.mean(), target.recall(), DENSER));
      verdicts.add(
          ThresholdCheck.score(
              "mean recall lost%s, %.4f after %.4f".formatted(through, is.mean(), was.mean()),
              Math.max(0, was.mean() - is.mean()),
              limits.recallLoss(),
              DENSER));
      verdicts.add(
          ThresholdCheck.score(
              "recall of the worst query%s, %.4f before".formatted(through, was.worst()),
              is.worst(),
              worst(was),
              DENSER));
    }
    return verdicts;
  }

  /** What the old index never reached is not asked of the new one. */
  private Threshold<Double> worst(Recall was) {
    Threshold<Double> limit = limits.worstRecall();
    return new Threshold<>(
        limit.direction(), Math.min(limit.limit(), was.worst()), limit.because());
  }

  /** As many rows as asked for, through the new index. */
  List<Verdict> rowsAndPlans(IndexMeasurements measured) {
    List<Verdict> verdicts = new ArrayList<>();
    for (SearchTarget target : targets) {
      AtK at = measured.after().at(target.k()).orElseThrow();
      verdicts.add(rows(target, at.measured()));
      verdicts.add(planned(at, measured.newIndex()));
    }
    return verdicts;
  }

  private static Verdict rows(SearchTarget target, SearchMeasurement measured) {
    String subject = "fewest rows found through the new index at K=" + measured.k();
    String observed = Integer.toString(measured.fewestRows());
    String required = target.requiredRows(measured.rowsWanted());
    return target.allowsRows(measured.fewestRows(), measured.rowsWanted())
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "raise ef_search, probes or candidates; iterative scans");
  }

  private static Verdict planned(AtK at, String index) {
    String subject = "index that the planner takes at K=" + at.k();
    String observed =
        at.obstacle().map(PlanObstacle::observed).orElse(String.join(", ", at.vectorIndexes()));
    return at.obstacle().isEmpty() && at.vectorIndexes().contains(index)
        ? Verdict.pass(subject, observed, index)
        : Verdict.fail(
            subject,
            observed,
            index,
            "see the plan; a partial index serves only searches with its condition");
  }

  /** Bytes, divided by those of the old index. */
  Verdict size(IndexMeasurements measured) {
    double ratio = (double) measured.built().bytes() / measured.oldBytes();
    return ThresholdCheck.score(
        "size of the new index, %d kB, divided by that of the old one, %d kB"
            .formatted(measured.built().bytes() >> 10, measured.oldBytes() >> 10),
        ratio,
        limits.size(),
        "take fewer connections, or halfvec");
  }

  /** Time of an INSERT, divided by that with the old index. */
  Verdict writeCost(IndexMeasurements measured) {
    InsertTimes inserts = measured.inserts();
    return ThresholdCheck.score(
        String.format(
            Locale.ROOT,
            "INSERT of %d rows with the new index, %.1f ms, divided by that with the old, %.1f ms",
            inserts.rows(),
            inserts.changed(),
            inserts.old()),
        inserts.ratio(),
        limits.writeCost(),
        "take fewer connections or a smaller ef_construction");
  }

  private static SearchMeasurement at(MeasuredSearch search, int k) {
    return search.at(k).orElseThrow().measured();
  }
}
