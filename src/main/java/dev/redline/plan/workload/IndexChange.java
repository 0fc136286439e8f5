package dev.redline.plan.workload;

import java.util.Map;
import java.util.Optional;

/**
 * Another index for a search of the workload.
 *
 * @param name unique in the file; small letters, digits and underscores
 * @param search as the workload calls it
 * @param method hnsw or ivfflat
 * @param options as CREATE INDEX takes them: m and ef_construction, or lists; possibly none
 * @param form in which the vectors are indexed
 * @param candidates that a binary index finds before they are ranked; 0 for other forms
 * @param where the condition of a partial index
 * @param set settings of the search's transaction with the new index
 * @param replaces the old index; empty: the only one that serves the search
 * @param slowdown that is allowed; empty: as latency.yaml has it
 */
public record IndexChange(
    String name,
    String search,
    String method,
    Map<String, Integer> options,
    Form form,
    int candidates,
    Optional<String> where,
    Map<String, String> set,
    Optional<RelationName> replaces,
    Optional<SlowdownLimit> slowdown) {

  /** What is indexed of a vector. */
  public enum Form {
    /** The column or expression as the search has it. */
    AS_IT_IS,
    /** Two bytes a number. */
    HALFVEC,
    /** One bit a number: its sign. */
    BINARY
  }
}
