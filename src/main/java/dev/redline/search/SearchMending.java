package dev.redline.search;

import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.SqlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person runs so that a search goes the way that it is there for. */
record SearchMending(ServerSearch search, Relation relation) {

  /** Statements, with a semicolon between them. */
  static String of(ServerSearch search) {
    return search
        .relation()
        .map(relation -> new SearchMending(search, relation).statements())
        .orElse("ANALYZE");
  }

  private String statements() {
    List<String> built = planned().index().exactBecause().isPresent() ? List.of() : built();
    return String.join("; ", built.isEmpty() ? statistics() : built);
  }

  private List<String> built() {
    List<RelationName> names = planned().index().names();
    List<String> invalid =
        relation.indexes().stream()
            .filter(index -> !index.valid() && index.isOn(on()))
            .filter(index -> names.isEmpty() || names.contains(index.name()))
            .map(index -> "REINDEX INDEX CONCURRENTLY " + index.name().pasted())
            .toList();
    if (!invalid.isEmpty()) {
      return invalid;
    }
    return names.isEmpty() && search.indexes().isEmpty()
        ? List.of(create("", Optional.empty()))
        : names.stream().flatMap(this::named).toList();
  }

  /** An index that the file names is made as the search needs it, unless it is so already. */
  private Stream<String> named(RelationName name) {
    Optional<ColumnIndex> there =
        relation.indexes().stream().filter(index -> index.name().equals(name)).findFirst();
    String create = create(SqlText.pastedName(name.name()) + " ", there);
    if (there.isEmpty()) {
      return Stream.of(create);
    }
    return there.filter(this::serves).isPresent()
        ? Stream.empty()
        : Stream.of("DROP INDEX %s%s".formatted(beside(), name.pasted()), create);
  }

  private boolean serves(ColumnIndex index) {
    return distance().isEmpty() || distance().get().operator().equals(index.operator());
  }

  private String create(String name, Optional<ColumnIndex> like) {
    Relation.Column column = relation.columns().get(planned().vector().orElse(""));
    if (column == null || distance().isEmpty()) {
      return "CREATE INDEX %s%s… as it was".formatted(beside(), name);
    }
    return "CREATE INDEX %s%sON %s USING %s (%s %s%s)%s"
        .formatted(
            beside(),
            name,
            table().pasted(),
            like.map(ColumnIndex::method).orElse("hnsw"),
            planned().indexed().orElse(SqlText.shownName(column.name())),
            schema(column),
            distance().get().operatorClass(type(column)),
            like.map(ColumnIndex::options)
                .filter(options -> !options.isEmpty())
                .map(options -> " WITH (" + String.join(", ", options) + ")")
                .orElse(""));
  }

  /** Partitioned tables know no CONCURRENTLY. */
  private String beside() {
    boolean partitioned = relation.parts().stream().anyMatch(part -> part.kind().equals("p"));
    return partitioned ? "" : "CONCURRENTLY ";
  }

  /** A view has its rows elsewhere. */
  private RelationName table() {
    return relation.isView()
        ? relation.parts().stream()
            .filter(Relation.Part::hasRows)
            .map(Relation.Part::name)
            .findFirst()
            .orElse(relation.name())
        : relation.name();
  }

  private static String schema(Relation.Column column) {
    return List.of("public", "pg_catalog").contains(column.typeSchema())
        ? ""
        : SqlText.shownName(column.typeSchema()) + ".";
  }

  /** What an expression makes of the column. */
  private String type(Relation.Column column) {
    String expression = planned().indexed().orElse("");
    return Stream.of("bit", "halfvec", "sparsevec", "vector")
        .filter(type -> expression.matches("(?s).*::\\s*(\\w+\\.)?" + type + "\\b.*"))
        .findFirst()
        .orElse(column.type());
  }

  /** As the file has it, or else the only operator in a statement of the user's. */
  private Optional<Distance> distance() {
    List<Distance> written =
        Arrays.stream(Distance.values())
            .filter(each -> planned().sql().orElse("").contains(each.operator()))
            .toList();
    return search
        .distance()
        .or(planned()::distance)
        .or(() -> written.size() == 1 ? Optional.of(written.get(0)) : Optional.empty());
  }

  private List<String> statistics() {
    List<String> statements = new ArrayList<>(relation.overrides());
    (relation.isView()
            ? relation.parts().stream().filter(Relation.Part::hasRows).map(Relation.Part::name)
            : Stream.of(relation.name()))
        .forEach(name -> statements.add("ANALYZE " + name.pasted()));
    return statements;
  }

  private String on() {
    return planned().indexed().or(planned()::vector).orElse("");
  }

  private PlannedSearch planned() {
    return search.planned();
  }
}
