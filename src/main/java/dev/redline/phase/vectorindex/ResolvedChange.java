package dev.redline.phase.vectorindex;

import dev.redline.files.Sha256;
import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.IndexChange;
import dev.redline.plan.workload.IndexChange.Form;
import dev.redline.plan.workload.IndexUse;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.plan.workload.Reranking;
import dev.redline.quoting.SqlText;
import dev.redline.search.ColumnIndex;
import dev.redline.search.ServerSearch;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change as this server would take it.
 *
 * @param search as it is now
 * @param replaced the old index
 * @param entry of the old index in the catalog
 * @param index that is to take its place
 * @param alias an expression with the value of the column, on which an index stays unseen by
 *     searches of the column; empty where the new index is on something else anyway, or where there
 *     is none
 */
record ResolvedChange(
    IndexChange change,
    ServerSearch search,
    ColumnIndex replaced,
    Entry entry,
    NewIndex index,
    Optional<String> alias) {

  /** Of the names of indexes on their way. */
  static final String PREFIX = "redline_";

  private static final int DIGITS = 8;

  /** The name of the new index as long as the old one is there; at most 47 characters. */
  RelationName working() {
    String hash = Sha256.of(index.toString().getBytes(StandardCharsets.UTF_8));
    return named(PREFIX + change.name() + "_" + hash.substring(0, DIGITS));
  }

  /** The name of the old index between the swap and its drop. */
  RelationName parked() {
    return named(working().name() + "_old");
  }

  /** Of the old index, from USING on. */
  String oldDefinition() {
    return entry.definition().substring(entry.definition().indexOf(" USING ") + 1);
  }

  private RelationName named(String name) {
    return new RelationName(replaced.name().schema(), name);
  }

  /** Whether searches stay as they are: only then can both indexes serve the same search. */
  boolean sameForm() {
    return change.form() == Form.AS_IT_IS && change.where().isEmpty();
  }

  /** Whether the old index is what the change asks for. */
  boolean isThere() {
    List<String> wanted =
        index.options().entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .sorted()
            .toList();
    return sameForm()
        && !entry.definition().contains(" WHERE ")
        && replaced.method().equals(index.method())
        && replaced.options().stream().sorted().toList().equals(wanted);
  }

  /**
   * The search through the new index.
   *
   * @param on what the new index is on, as the server prints it
   */
  PlannedSearch searched(RelationName through, String on) {
    PlannedSearch planned = search.planned();
    Map<String, String> set = new LinkedHashMap<>(planned.set());
    set.putAll(change.set());
    boolean asColumn =
        planned.indexed().isEmpty()
            && planned.vector().map(SqlText::shownName).filter(on::equals).isPresent();
    return planned.through(
        new IndexUse(List.of(through), Optional.empty()),
        planned.sql().isPresent() || asColumn ? Optional.empty() : Optional.of(on),
        distance(),
        change.form() == Form.BINARY
            ? vectorDistance().map(distance -> new Reranking(change.candidates(), distance))
            : change.form() == Form.HALFVEC ? Optional.empty() : planned.rerank(),
        set);
  }

  private Optional<Distance> distance() {
    return switch (change.form()) {
      case BINARY -> Optional.of(Distance.HAMMING);
      case HALFVEC -> vectorDistance();
      case AS_IT_IS -> search.distance().or(search.planned()::distance);
    };
  }

  private Optional<Distance> vectorDistance() {
    return search.planned().rerank().map(Reranking::distance).or(search::distance);
  }
}
