package dev.redline.search;

import dev.redline.plan.Distance;
import dev.redline.plan.PlannedSearch;
import dev.redline.plan.RelationName;
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

  /** The names of the vector indexes of the relation, whether or not they fit. */
  List<RelationName> vectorIndexes() {
    return relation.stream().flatMap(it -> it.indexes().stream()).map(ColumnIndex::name).toList();
  }
}
