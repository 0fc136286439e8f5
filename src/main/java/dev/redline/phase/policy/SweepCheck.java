package dev.redline.phase.policy;

import dev.redline.phase.policy.EfSearchSweep.EfSearchPoint;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the smallest {@code hnsw.ef_search} that is enough, and holds the policy's against it. */
final class SweepCheck {

  private final QueryPolicy policy;
  private final Map<String, String> set;

  /**
   * @param set what the search sets of itself, which goes before the policy
   */
  SweepCheck(QueryPolicy policy, Map<String, String> set) {
    this.policy = policy;
    this.set = set;
  }

  /** The policy's own value must be no smaller than needed; a larger one is said to be larger. */
  Verdict judge(SearchTarget target, EfSearchSweep sweep) {
    String subject = "smallest hnsw.ef_search that meets the recall target at K=" + target.k();
    int own = chosen(target.k());
    String required =
        String.format(
            Locale.ROOT, "no more than the policy's %d; mean recall %s", own, target.recall());
    Optional<EfSearchPoint> needed = smallest(target, sweep.at(target.k()));
    if (needed.isEmpty()) {
      return Verdict.fail(
          subject,
          "none: the best of them reaches " + best(sweep.at(target.k())),
          required,
          "try larger values in gates/query-policy.yaml, or build the index with larger m");
    }
    EfSearchPoint point = needed.get();
    String least = point.equals(sweep.at(target.k()).get(0)) ? ", the smallest tried" : "";
    String observed = shown(point) + least + "; the policy's " + compared(own, point.efSearch());
    return own >= point.efSearch()
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "raise ef_search_at_least in gates/latency.yaml");
  }

  /** The ef_search that searches at this k run with. */
  int chosen(int k) {
    return Integer.parseInt(
        set.getOrDefault("hnsw.ef_search", Integer.toString(policy.efSearch(k))));
  }

  /** The smallest from which on every value meets the target: one that does by luck is not it. */
  private static Optional<EfSearchPoint> smallest(SearchTarget target, List<EfSearchPoint> points) {
    Optional<EfSearchPoint> smallest = Optional.empty();
    for (int i = points.size() - 1; i >= 0 && meets(target, points.get(i)); i--) {
      smallest = Optional.of(points.get(i));
    }
    return smallest;
  }

  private static boolean meets(SearchTarget target, EfSearchPoint point) {
    double recall = point.recall().mean();
    return !Double.isNaN(recall) && target.recall().allows(recall);
  }

  private static String compared(int own, int needed) {
    String word = own > needed ? "larger than" : own < needed ? "smaller than" : "just what is";
    return "%d is %s needed".formatted(own, word);
  }

  private static String best(List<EfSearchPoint> points) {
    return points.stream()
        .max((a, b) -> Double.compare(a.recall().mean(), b.recall().mean()))
        .map(SweepCheck::shown)
        .orElse("nothing");
  }

  private static String shown(EfSearchPoint point) {
    return String.format(
        Locale.ROOT,
        "%d (mean recall %.4f, p95 %.3f ms)",
        point.efSearch(),
        point.recall().mean(),
        point.p95());
  }
}
