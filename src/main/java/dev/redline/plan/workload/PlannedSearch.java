package dev.redline.plan.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search that a server is there for, as gates/workload.yaml says it.
 *
 * @param name unique in the file
 * @param table what is searched, and where rows are taken from; empty: the statement alone knows
 * @param id columns that tell rows apart, at least one; a statement returns columns of these names
 * @param vector column of the table; empty without a table
 * @param indexed what the index is on, where that is an expression over the column
 * @param text column that holds what a person reads; empty: the search answers no questions
 * @param distance as searches use it; empty: as the index has it
 * @param where a condition, with parameters {@code :name}
 * @param sql a SELECT with {@code :query}, {@code :k} and other parameters; empty: made from the
 *     table
 * @param with values of parameters; others are taken from the row or the line of the query
 * @param targets one for each k, at least one
 * @param weight against other searches, more than 0
 * @param set settings of the search's transaction beside the query-time policy's
 */
public record PlannedSearch(
    String name,
    Optional<RelationName> table,
    List<String> id,
    Optional<String> vector,
    Optional<String> indexed,
    Optional<String> text,
    Optional<Distance> distance,
    Optional<String> where,
    Optional<String> sql,
    Optional<Reranking> rerank,
    Map<String, String> with,
    IndexUse index,
    List<LatencyTargets.SearchTarget> targets,
    double weight,
    QuerySource queries,
    Map<String, String> set) {

  /** The parameter of {@link #filteredBy}. */
  public static final String FILTER = "redline_filter";

  /**
   * The same search behind a filter more.
   *
   * @param condition with {@code ?} for the parameter {@link #FILTER}
   */
  public PlannedSearch filteredBy(String condition, String value) {
    String more = "(" + condition.replace("?", ":" + FILTER) + ")";
    Map<String, String> values = new LinkedHashMap<>(with);
    values.put(FILTER, value);
    return new PlannedSearch(
        name,
        table,
        id,
        vector,
        indexed,
        text,
        distance,
        Optional.of(where.map(own -> "(" + own + ") AND " + more).orElse(more)),
        sql,
        rerank,
        values,
        index,
        targets,
        weight,
        queries,
        set);
  }

  /**
   * The same search through another index.
   *
   * @param other what that index is on, where that is an expression over the column
   */
  public PlannedSearch through(
      IndexUse indexes,
      Optional<String> other,
      Optional<Distance> by,
      Optional<Reranking> reranking,
      Map<String, String> settings) {
    return new PlannedSearch(
        name, table, id, vector, other, text, by, where, sql, reranking, with, indexes, targets,
        weight, queries, settings);
  }

  /** The largest k of all targets. */
  public int largestK() {
    return targets.stream().mapToInt(LatencyTargets.SearchTarget::k).max().orElseThrow();
  }
}
