package dev.redline.workload;

import dev.redline.rag.baseline.AnswerComparison;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One score of all cases that have it, before and after a change. A case whose passages are the
 * same has not been judged: it counts as one that did not change, at the mean of the others.
 *
 * @param ids of the cases
 */
record ScoreSeries(Metric metric, List<String> ids, List<Double> before, List<Double> after) {

  /** What one judged case had. */
  record Change(double before, double after) {}

  /**
   * Fills in those that were not judged.
   *
   * @param judged by id; at least one
   */
  static ScoreSeries of(Metric metric, List<String> ids, Map<String, Change> judged) {
    double mean = judged.values().stream().mapToDouble(Change::before).average().orElseThrow();
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (String id : ids) {
      Change change = judged.getOrDefault(id, new Change(mean, mean));
      before.add(change.before());
      after.add(change.after());
    }
    return new ScoreSeries(metric, ids, before, after);
  }

  /** PAUSED where it is worse than the plan allows: a person decides. */
  Verdict judge(AnswerComparison comparison) {
    return comparison.judge(
        metric,
        "the unchanged server's answers",
        ids,
        before,
        after,
        "read the answers that fell, and leave out the setting that costs them; whoever answers for"
            + " the answers decides");
  }
}
