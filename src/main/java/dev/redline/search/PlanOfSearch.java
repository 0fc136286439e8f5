package dev.redline.search;

import dev.redline.plan.workload.RelationName;
import dev.redline.vector.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the plan by which a search ran is the one that it is there for.
 *
 * @param vectorIndexes that were scanned
 * @param obstacle why the plan does not fit; empty if it does
 */
record PlanOfSearch(List<String> vectorIndexes, Optional<PlanObstacle> obstacle) {

  /** A part of a relation with no more rows than this is read whole for good reason. */
  private static final long SMALL = 1000;

  /** Holds a plan against what was said of the search and what is in the catalog. */
  static PlanOfSearch read(SearchPlan plan, ServerSearch search) {
    List<String> known = search.vectorIndexes().stream().map(RelationName::name).toList();
    List<String> used = plan.indexes().stream().filter(known::contains).toList();
    return new PlanOfSearch(
        used,
        obstacle(plan, search, used)
            .map(observed -> new PlanObstacle(observed, SearchMending.of(search))));
  }

  private static Optional<String> obstacle(
      SearchPlan plan, ServerSearch search, List<String> used) {
    if (search.planned().index().exactBecause().isPresent()) {
      return used.isEmpty()
          ? Optional.empty()
          : Optional.of("index %s, where none was to be used".formatted(used));
    }
    List<String> reasons = new ArrayList<>(search.unfit());
    List<String> missing = missing(search, used);
    List<String> whole = readWhole(plan, search);
    boolean indexed = search.relation().isEmpty() ? !plan.indexes().isEmpty() : !used.isEmpty();
    if (indexed && missing.isEmpty() && whole.isEmpty()) {
      return Optional.empty();
    }
    reasons.add(0, "indexes %s, read whole %s".formatted(plan.indexes(), plan.sequentialScans()));
    missing.forEach(name -> reasons.add("not through " + name));
    return Optional.of(String.join("; ", reasons));
  }

  /** Indexes that the file names and the search did not use. */
  private static List<String> missing(ServerSearch search, List<String> used) {
    return search.planned().index().names().stream()
        .filter(name -> used.stream().noneMatch(index -> serves(search, name, index)))
        .map(RelationName::toString)
        .toList();
  }

  /** An index of a partitioned table has no rows: those of its partitions have. */
  private static boolean serves(ServerSearch search, RelationName named, String used) {
    return used.equals(named.name())
        || search.relation().stream()
            .flatMap(it -> it.indexes().stream())
            .filter(index -> index.name().equals(named))
            .anyMatch(
                index ->
                    search.relation().orElseThrow().parts().stream()
                        .anyMatch(part -> part.name().equals(index.relation()) && !part.hasRows()));
  }

  private static List<String> readWhole(SearchPlan plan, ServerSearch search) {
    return search.relation().stream()
        .flatMap(it -> it.parts().stream())
        .filter(part -> part.hasRows() && !isSmallPart(part, search))
        .map(part -> part.name().name())
        .filter(plan.sequentialScans()::contains)
        .filter(name -> search.planned().sql().isEmpty())
        .toList();
  }

  private static boolean isSmallPart(Relation.Part part, ServerSearch search) {
    return !part.name().equals(search.relation().orElseThrow().name())
        && part.estimatedRows() <= SMALL;
  }
}
