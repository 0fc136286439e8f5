package dev.redline.search;

import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.vector.NamedSql;
import dev.redline.vector.SqlSearch;
import dev.redline.vector.VectorType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a planned search one that this server can run, from its catalog. */
public final class SearchResolver {

  private final Connection connection;

  /** Reads over a connection of the caller's; changes nothing. */
  public SearchResolver(Connection connection) {
    this.connection = connection;
  }

  /**
   * Reads the catalog for one search.
   *
   * @throws WorkloadException if the server has no such relation or column, or nothing says by
   *     which distance the search goes
   */
  public ServerSearch resolve(PlannedSearch planned) throws SQLException {
    Optional<Relation> relation = relation(planned);
    return planned.sql().isPresent()
        ? statement(planned, planned.sql().get(), relation)
        : table(planned, relation.orElseThrow());
  }

  private Optional<Relation> relation(PlannedSearch planned) throws SQLException {
    if (planned.table().isEmpty()) {
      return Optional.empty();
    }
    Optional<Relation> found = Relation.read(connection, planned.table().get());
    if (found.isEmpty()) {
      throw new WorkloadException(
          "search %s: there is no table or view %s on this server, or this account may not see it;"
                  .formatted(planned.name(), planned.table().get())
              + " correct the name in gates/workload.yaml, or GRANT USAGE ON SCHEMA");
    }
    List<String> columns = new ArrayList<>(planned.sql().isPresent() ? List.of() : planned.id());
    planned.vector().ifPresent(columns::add);
    planned.text().ifPresent(columns::add);
    columns.forEach(column -> require(planned, found.get(), column));
    return found;
  }

  private static void require(PlannedSearch planned, Relation relation, String column) {
    if (!relation.columns().containsKey(column)) {
      throw new WorkloadException(
          "search %s: %s has no column %s; it has %s. Correct gates/workload.yaml"
              .formatted(
                  planned.name(),
                  relation.name(),
                  column,
                  String.join(", ", relation.columns().keySet())));
    }
  }

  private ServerSearch table(PlannedSearch planned, Relation relation) throws SQLException {
    Relation.Column column = vectorColumn(planned, relation);
    String on = planned.indexed().orElse(column.name());
    List<ColumnIndex> there = relation.indexes().stream().filter(it -> it.isOn(on)).toList();
    Distance distance = planned.distance().or(() -> distance(there)).orElse(null);
    if (distance == null) {
      throw new WorkloadException(
          "search %s: no vector index on %s (%s), and no distance: in gates/workload.yaml; create"
                  .formatted(planned.name(), relation.name(), on)
              + " the index, or name the distance that the search goes by");
    }
    List<ColumnIndex> fit = new ArrayList<>();
    List<String> unfit = new ArrayList<>();
    there.forEach(index -> sort(index, distance, fit, unfit));
    SearchSql sql = new SearchSql(planned, column, distance, operatorSchema(column));
    SqlSearch rows = rows(planned, sql.search(), sql.exact(), true, fit);
    return new ServerSearch(
        planned, Optional.of(relation), rows, Optional.of(distance), fit, unfit);
  }

  private static Relation.Column vectorColumn(PlannedSearch planned, Relation relation) {
    Relation.Column column = relation.columns().get(planned.vector().orElseThrow());
    if (column == null || VectorType.named(column.type()).isEmpty()) {
      throw new WorkloadException(
          "search %s: column %s of %s is no vector, halfvec, sparsevec or bit; correct vector: in"
                  .formatted(planned.name(), planned.vector().orElseThrow(), relation.name())
              + " gates/workload.yaml");
    }
    return column;
  }

  private static Optional<Distance> distance(List<ColumnIndex> indexes) {
    return indexes.stream()
        .filter(ColumnIndex::valid)
        .flatMap(index -> Optional.ofNullable(index.operator()).stream())
        .map(Distance::ofOperator)
        .findFirst();
  }

  private static void sort(
      ColumnIndex index, Distance distance, List<ColumnIndex> fit, List<String> unfit) {
    if (!index.valid()) {
      unfit.add("%s is invalid".formatted(index.name()));
    } else if (!distance.operator().equals(index.operator())) {
      unfit.add(
          "%s is for %s (%s), and the search goes by %s"
              .formatted(
                  index.name(), index.operatorClass(), index.operator(), distance.operator()));
    } else {
      fit.add(index);
    }
  }

  private ServerSearch statement(PlannedSearch planned, String sql, Optional<Relation> relation) {
    NamedSql named = NamedSql.parse(sql);
    List<ColumnIndex> valid =
        relation.stream().flatMap(it -> it.indexes().stream()).filter(ColumnIndex::valid).toList();
    SqlSearch rows = rows(planned, named, named, false, valid);
    return new ServerSearch(planned, relation, rows, Optional.empty(), valid, List.of());
  }

  /** The policy is about hnsw; it counts too where nothing tells what the search goes through. */
  private static SqlSearch rows(
      PlannedSearch planned,
      NamedSql search,
      NamedSql exact,
      boolean hasDistance,
      List<ColumnIndex> indexes) {
    boolean hnsw =
        planned.index().exactBecause().isEmpty()
            && (indexes.isEmpty()
                || indexes.stream().anyMatch(index -> index.method().equals("hnsw")));
    return new SqlSearch(search, exact, planned.id(), hasDistance, hnsw, Map.copyOf(planned.set()));
  }

  /** Bits have a type of the server's own; their operators are where pgvector's types are. */
  private String operatorSchema(Relation.Column column) throws SQLException {
    if (!column.type().equals("bit")) {
      return column.typeSchema();
    }
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
                    + " WHERE e.extname = 'vector'");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new WorkloadException("this database has no extension vector");
      }
      return row.getString(1);
    }
  }
}
