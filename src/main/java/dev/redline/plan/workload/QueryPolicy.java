package dev.redline.plan.workload;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings under which every vector search runs.
 *
 * @param setLocal whether searches set them; if not, they run with what the server has
 * @param efSearchAtLeast 1 to 1000
 * @param efSearchPerK 0 to 1000; 0: the same for every k
 */
public record QueryPolicy(
    SetLocal setLocal, int efSearchAtLeast, int efSearchPerK, IterativeScan iterativeScan) {

  /** The largest {@code hnsw.ef_search} that pgvector takes. */
  public static final int EF_SEARCH_LIMIT = 1000;

  /** Whether the policy is applied. */
  public enum SetLocal {
    /** Each search sets the policy's settings, for its own transaction. */
    ON,
    /** No search sets anything. */
    OFF;

    static SetLocal read(ScalarNode scalar) {
      return scalar.asOneOf(List.of("on", "off")).equals("on") ? ON : OFF;
    }
  }

  static QueryPolicy read(Node node) {
    Section section =
        node.section("set_local", "ef_search_at_least", "ef_search_per_k", "iterative_scan");
    return new QueryPolicy(
        SetLocal.read(section.scalar("set_local")),
        section.scalar("ef_search_at_least").asInteger(1, EF_SEARCH_LIMIT),
        section.scalar("ef_search_per_k").asInteger(1, EF_SEARCH_LIMIT),
        IterativeScan.read(section.scalar("iterative_scan")));
  }

  /**
   * {@code hnsw.ef_search} for {@code k} rows: the greater of the floor and k times the factor, cut
   * at pgvector's limit of 1000.
   *
   * @throws IllegalArgumentException if {@code k} is less than 1
   */
  public int efSearch(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("A search returns at least one row, not " + k + ".");
    }
    return (int) Math.min(EF_SEARCH_LIMIT, Math.max(efSearchAtLeast, (long) efSearchPerK * k));
  }

  /**
   * What a search for {@code k} rows sets, by the name of the setting; empty if the policy is off.
   *
   * @throws IllegalArgumentException if {@code k} is less than 1
   */
  public Map<String, String> settings(int k) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (setLocal == SetLocal.ON) {
      settings.put("hnsw.ef_search", Integer.toString(efSearch(k)));
      settings.put("hnsw.iterative_scan", iterativeScan.sql());
    }
    return settings;
  }

  /** The same policy, applied. */
  public QueryPolicy on() {
    return new QueryPolicy(SetLocal.ON, efSearchAtLeast, efSearchPerK, iterativeScan);
  }

  /** The same policy, not applied. */
  public QueryPolicy off() {
    return new QueryPolicy(SetLocal.OFF, efSearchAtLeast, efSearchPerK, iterativeScan);
  }

  /** The same policy, applied, with one {@code hnsw.ef_search} for every k, 1 to 1000. */
  public QueryPolicy withEfSearch(int efSearch) {
    return new QueryPolicy(SetLocal.ON, efSearch, 0, iterativeScan);
  }
}
