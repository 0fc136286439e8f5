package dev.redline.search;

import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.Selectivity;
import dev.redline.vector.SqlSearch;
import java.util.List;
import java.util.Optional;

/**
 * A planned search as this server can run it.
 *
 * @param relation empty if only a statement of the user's knows what is searched
 * @param rows the search itself
 * @param distance that it goes by; empty in a statement of the user's
 * @param indexes that fit it, of the right operator class and valid: partitions have theirs
 * @param unfit vector indexes on the same column that do not fit, with the reason
 */
public record ServerSearch(
    PlannedSearch planned,
    Optional<Relation> relation,
    SqlSearch rows,
    Optional<Distance> distance,
    List<ColumnIndex> indexes,
    List<String> unfit) {

  /** As the file calls it. */
  public String name() {
    return planned.name();
  }

  /** How it finds its rows, by its own choice and the indexes that fit it. */
  public SearchMethod method() {
    if (rows.hnsw()) {
      return SearchMethod.HNSW;
    }
    return planned.index().exactBecause().isPresent() || indexes.isEmpty()
        ? SearchMethod.EXACT
        : SearchMethod.IVFFLAT;
  }

  /** Vector indexes of the relation and its partitions by name, whether or not they fit. */
  public List<String> vectorIndexNames() {
    return vectorIndexes().stream().map(RelationName::name).toList();
  }

  /** Why a plan is not the one that the search is there for; empty if it is. */
  public Optional<PlanObstacle> obstacle(SearchPlan plan) {
    return PlanOfSearch.read(plan, this).obstacle();
  }

  /** All rows by statistics, and none filtered out. */
  public Selectivity allRows() {
    long rows = Math.max(1, relation.map(Relation::estimatedRows).orElse(1L));
    return new Selectivity(rows, rows);
  }

  /**
   * How many scans of vector indexes one search is: one for each partition.
   *
   * @throws WorkloadException if it uses none
   */
  public int scannedBy(SearchPlan plan) {
    int scans = PlanOfSearch.read(plan, this).vectorIndexes().size();
    if (scans == 0) {
      throw new WorkloadException(
          "search %s uses no vector index, by whose scans searches could be counted; add one to"
                  .formatted(name())
              + " gates/workload.yaml that does");
    }
    return scans;
  }

  /** A question has a value for each parameter of the search. */
  void requireValues(SearchInput question) {
    rows.search().names().stream()
        .filter(name -> !name.equals(SearchInput.K) && !question.values().containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new WorkloadException(
                  "search %s: a question has no value for parameter :%s; give it one under with:"
                      .formatted(name(), name));
            });
  }

  List<RelationName> vectorIndexes() {
    return relation.stream().flatMap(it -> it.indexes().stream()).map(ColumnIndex::name).toList();
  }
}
