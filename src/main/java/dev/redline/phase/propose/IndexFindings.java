package dev.redline.phase.propose;

import dev.redline.plan.workload.Distance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the catalog and the statistics say against vector indexes.
 *
 * @param operators by table, the distance operators in statements that were run on it; empty where
 *     nothing counts statements
 * @param counted whether statistics have counted long enough to say that something is never used
 */
record IndexFindings(
    List<CatalogIndex> indexes, Map<String, Set<String>> operators, boolean counted) {

  List<IndexFinding> all() {
    List<IndexFinding> findings = new ArrayList<>();
    List<CatalogIndex> valid = indexes.stream().filter(CatalogIndex::valid).toList();
    indexes.stream()
        .filter(index -> !index.valid())
        .forEach(index -> findings.add(IndexFinding.of(index, "is invalid", remake(index))));
    List<CatalogIndex> duplicates = duplicates(valid);
    duplicates.forEach(index -> findings.add(duplicate(index)));
    valid.stream()
        .filter(index -> !duplicates.contains(index))
        .forEach(index -> useless(index).ifPresent(findings::add));
    return findings;
  }

  /** A leftover of REINDEX CONCURRENTLY is dropped; anything else is built again. */
  private static String remake(CatalogIndex index) {
    return index.name().name().matches(".*_ccnew\\d*") ? drop(index) : reindex(index);
  }

  static String reindex(CatalogIndex index) {
    return "REINDEX INDEX CONCURRENTLY " + index.name().pasted();
  }

  private static String drop(CatalogIndex index) {
    boolean partition = !index.owner().equals(index.name());
    return (partition ? "DROP INDEX " : "DROP INDEX CONCURRENTLY ") + index.owner().pasted();
  }

  /** All but the one that is searched most. */
  private List<CatalogIndex> duplicates(List<CatalogIndex> valid) {
    return valid.stream()
        .collect(Collectors.groupingBy(IndexFindings::whatItIsFor))
        .values()
        .stream()
        .flatMap(
            same ->
                same.stream()
                    .sorted(
                        Comparator.comparingLong(this::scans)
                            .reversed()
                            .thenComparing(index -> index.owner().toString()))
                    .skip(1))
        .sorted(Comparator.comparing(index -> index.name().toString()))
        .toList();
  }

  private static List<Object> whatItIsFor(CatalogIndex index) {
    return List.of(
        index.table(), index.method(), index.on(), index.operatorClass(), index.predicate());
  }

  private static IndexFinding duplicate(CatalogIndex index) {
    return IndexFinding.of(
        index, "is a duplicate: another one serves the same searches", drop(index));
  }

  private Optional<IndexFinding> useless(CatalogIndex index) {
    Set<String> used = operators.getOrDefault(index.table().toString(), Set.of());
    if (!used.isEmpty() && index.operator() != null && !used.contains(index.operator())) {
      return Optional.of(
          IndexFinding.of(
              index,
              "is for %s (%s), and searches of %s go by %s"
                  .formatted(index.operatorClass(), index.operator(), index.table(), used),
              remade(index, used.iterator().next())));
    }
    return counted && scans(index) == 0
        ? Optional.of(IndexFinding.of(index, "was never used", drop(index)))
        : Optional.empty();
  }

  /** Of all partitions: what is dropped is the index of all of them. */
  private long scans(CatalogIndex index) {
    return indexes.stream()
        .filter(each -> each.owner().equals(index.owner()))
        .mapToLong(CatalogIndex::scans)
        .sum();
  }

  private static String remade(CatalogIndex index, String operator) {
    String create =
        "CREATE INDEX CONCURRENTLY ON %s USING %s (%s %s)%s%s"
            .formatted(
                index.table().pasted(),
                index.method(),
                index.on(),
                Distance.ofOperator(operator).operatorClass(index.type()),
                index.options().isEmpty()
                    ? ""
                    : " WITH (" + String.join(", ", index.options()) + ")",
                index.predicate().isEmpty() ? "" : " WHERE " + index.predicate());
    return create + "; then " + drop(index);
  }
}
