package dev.redline.phase.propose;

import dev.redline.plan.ProposeConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which vector indexes of a server are searched.
 *
 * @param searched in this order
 * @param left the others, each with the reason
 */
record SearchedIndexes(List<CatalogIndex> searched, List<Left> left) {

  /**
   * An index that is not searched.
   *
   * @param because in a few words
   */
  record Left(String index, String because) {

    @Override
    public String toString() {
      return "%s: not searched, %s".formatted(index, because);
    }
  }

  /** Those that are used most go first, then the largest. */
  static SearchedIndexes of(List<CatalogIndex> indexes, ProposeConfig config) {
    SearchedIndexes choice = new SearchedIndexes(new ArrayList<>(), new ArrayList<>());
    indexes.stream()
        .sorted(
            Comparator.comparingLong(CatalogIndex::scans)
                .thenComparingLong(CatalogIndex::bytes)
                .reversed()
                .thenComparing(index -> index.name().toString()))
        .forEach(index -> choice.add(index, config));
    return choice;
  }

  void leave(CatalogIndex index, String because) {
    left.add(new Left(index.name().toString(), because));
  }

  private void add(CatalogIndex index, ProposeConfig config) {
    reason(index, config)
        .ifPresentOrElse(because -> leave(index, because), () -> searched.add(index));
  }

  private Optional<String> reason(CatalogIndex index, ProposeConfig config) {
    if (!index.valid()) {
      return Optional.of("it is invalid");
    }
    if (index.operator() == null) {
      return Optional.of("its operator class is none of pgvector's");
    }
    if (index.rows() < 0) {
      return Optional.of("its table was never analysed: ANALYZE " + index.table().pasted());
    }
    if (index.rows() <= config.k()) {
      return Optional.of("its table has no more rows than a search asks for");
    }
    if (index.rows() > config.rowsAtMost()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "some %,.0f rows are more than rows_at_most: %,d",
              index.rows(),
              config.rowsAtMost()));
    }
    return searched.size() >= config.indexesAtMost()
        ? Optional.of("indexes_at_most: %d are".formatted(config.indexesAtMost()))
        : Optional.empty();
  }
}
