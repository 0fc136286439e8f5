package dev.redline.plan.workload;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How fast vector search must be without losing recall, and how that is measured.
 *
 * @param searches one for each k, in the order of the file, at least one
 * @param slowdown when searches count as slower than before a change
 * @param samples timed searches per k, 100 or more: a p95 of fewer is noise
 * @param warmUp untimed searches before them, 0 or more
 * @param warm when caches count as warm after a restart
 * @param queries different query vectors, 1 or more
 * @param seed of the choice of query vectors, 0 or more
 */
public record LatencyTargets(
    List<SearchTarget> searches,
    SlowdownConfig slowdown,
    int samples,
    int warmUp,
    WarmLimits warm,
    int queries,
    int seed,
    QueryPolicy policy) {

  /** The same targets with the policy not applied. */
  public LatencyTargets withoutPolicy() {
    return new LatencyTargets(
        searches, slowdown, samples, warmUp, warm, queries, seed, policy.off());
  }

  /** The largest k of all searches. */
  public int largestK() {
    return searches.stream().mapToInt(SearchTarget::k).max().orElseThrow();
  }

  /**
   * What is asked of searches for one k.
   *
   * @param k rows asked for, 1 to 1000
   * @param recall share of the exact nearest neighbours that the search returns, 0 to 1
   * @param rows that every search returns at least; empty: k of them, or all that there are
   */
  public record SearchTarget(
      int k, Threshold<Duration> p95, Threshold<Double> recall, Optional<Threshold<Integer>> rows) {

    /**
     * Whether so many rows are enough.
     *
     * @param wanted k, or all rows that there are if those are fewer
     */
    public boolean allowsRows(int returned, int wanted) {
      return rows.map(least -> least.allows(returned)).orElse(returned >= wanted);
    }

    /** How many rows are required, for a person. */
    public String requiredRows(int wanted) {
      return rows.map(Threshold::toString).orElse(Integer.toString(wanted));
    }

    static SearchTarget read(Node node) {
      Section section = node.section("k", "p95", "recall");
      return new SearchTarget(
          section.scalar("k").asInteger(1, 1000),
          Threshold.read(
              section.required("p95"),
              Threshold.Direction.AT_MOST,
              scalar -> TimeSpan.read(scalar, "1us", "10s")),
          Threshold.shareAtLeast(section.required("recall")),
          Optional.empty());
    }
  }

  public static LatencyTargets read(Node root) {
    Section section =
        root.section(
            "vector_search", "slowdown", "samples", "warm_up", "warm", "queries", "seed", "policy");
    return new LatencyTargets(
        searches(section.required("vector_search")),
        SlowdownConfig.read(section.required("slowdown")),
        section.scalar("samples").asInteger(100, 1_000_000),
        section.scalar("warm_up").asInteger(0, 1_000_000),
        WarmLimits.read(section.required("warm")),
        section.scalar("queries").asInteger(1, 100_000),
        section.scalar("seed").asInteger(0, Integer.MAX_VALUE),
        QueryPolicy.read(section.required("policy")));
  }

  private static List<SearchTarget> searches(Node node) {
    if (node.items().isEmpty()) {
      throw node.wrongType("a target for at least one k");
    }
    Set<Integer> seen = new HashSet<>();
    for (Node item : node.items()) {
      int k = SearchTarget.read(item).k();
      if (!seen.add(k)) {
        throw new PlanException(item.at(), "k " + k + " has two targets. Keep one.");
      }
    }
    return node.items().stream().map(SearchTarget::read).toList();
  }
}
