package dev.redline.phase.vectorindex;

import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.IndexChange;
import dev.redline.plan.workload.IndexChange.Form;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.plan.workload.Reranking;
import dev.redline.quoting.SqlText;
import dev.redline.search.ColumnIndex;
import dev.redline.search.Relation;
import dev.redline.search.SearchResolver;
import dev.redline.search.ServerSearch;
import dev.redline.search.WorkloadException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a change of gates/indexes.yaml one that this server can take. Reads only. */
final class IndexResolver {

  private static final Pattern DIMENSIONS = Pattern.compile("\\(([0-9]+)\\)$");

  private final Connection connection;
  private final IndexChange change;

  IndexResolver(Connection connection, IndexChange change) {
    this.connection = connection;
    this.change = change;
  }

  /**
   * Reads the catalog.
   *
   * @param planned the search that the change is about
   * @throws WorkloadException if the change makes no sense on this server
   */
  ResolvedChange resolve(PlannedSearch planned) throws SQLException {
    ServerSearch search = new SearchResolver(connection).resolve(planned);
    ColumnIndex replaced = replaced(search);
    Relation relation = search.relation().orElseThrow();
    if (!relation.name().equals(replaced.relation())) {
      throw refused(
          "%s belongs to a part of %s; name a search of that table alone"
              .formatted(replaced.name(), relation.name()));
    }
    Entry entry = new IndexCatalog(connection).find(replaced.name()).orElseThrow();
    Optional<Relation.Column> column = planned.vector().map(relation.columns()::get);
    NewIndex index = index(search, replaced, column, entry);
    return new ResolvedChange(
        change, search, replaced, entry, index, alias(planned, column, index));
  }

  private ColumnIndex replaced(ServerSearch search) {
    if (search.planned().sql().isPresent() && change.form() != Form.AS_IT_IS) {
      throw refused("its search is an sql of yours, which goes by what is indexed now");
    }
    List<ColumnIndex> fit =
        search.indexes().stream()
            .filter(index -> !isOurs(index.name()))
            .filter(index -> change.replaces().map(index.name()::equals).orElse(true))
            .toList();
    if (fit.size() != 1) {
      throw refused(
          "the search is served by %s%s; say at replaces: which one is meant"
              .formatted(
                  fit.stream().map(ColumnIndex::name).toList(),
                  change.replaces().map(name -> ", not by " + name).orElse("")));
    }
    return fit.get(0);
  }

  /** What an earlier run of the same change has built, and waits for its commit. */
  private boolean isOurs(RelationName index) {
    return index.name().startsWith(ResolvedChange.PREFIX + change.name() + "_");
  }

  private NewIndex index(
      ServerSearch search, ColumnIndex replaced, Optional<Relation.Column> column, Entry entry)
      throws SQLException {
    String type = type(replaced, column);
    String operator = operator(search, replaced);
    String operatorClass =
        new IndexCatalog(connection)
            .operatorClass(change.method(), type, operator)
            .orElseThrow(
                () ->
                    refused(
                        "this pgvector has no operator class of %s for %s of %s"
                            .formatted(change.method(), operator, type)));
    return new NewIndex(
        entry.table(),
        change.method(),
        indexed(replaced, column),
        operatorClass,
        change.options(),
        entry.tablespace(),
        change.where());
  }

  private String type(ColumnIndex replaced, Optional<Relation.Column> column) {
    return switch (change.form()) {
      case HALFVEC -> {
        require(column, List.of("vector"));
        yield "halfvec";
      }
      case BINARY -> {
        require(column, List.of("vector", "halfvec"));
        yield "bit";
      }
      // Named for the type that it indexes, as in halfvec_cosine_ops.
      case AS_IT_IS -> replaced.operatorClass().replaceFirst("_.*", "");
    };
  }

  private void require(Optional<Relation.Column> column, List<String> types) {
    if (column.filter(each -> types.contains(each.type())).isEmpty()) {
      throw refused("as: needs a column of type %s".formatted(String.join(" or ", types)));
    }
  }

  private String operator(ServerSearch search, ColumnIndex replaced) {
    return switch (change.form()) {
      case BINARY -> Distance.HAMMING.operator();
      case HALFVEC ->
          search
              .planned()
              .rerank()
              .map(Reranking::distance)
              .or(search::distance)
              .orElseThrow()
              .operator();
      case AS_IT_IS -> String.valueOf(replaced.operator());
    };
  }

  private String indexed(ColumnIndex replaced, Optional<Relation.Column> column) {
    return switch (change.form()) {
      case HALFVEC ->
          "%s::%s.halfvec(%d)"
              .formatted(name(column), schema(column), dimensions(column.orElseThrow()));
      case BINARY ->
          "%s.binary_quantize(%s)::bit(%d)"
              .formatted(schema(column), name(column), dimensions(column.orElseThrow()));
      case AS_IT_IS -> replaced.on();
    };
  }

  /**
   * The function that casts to the same dimensions, called by its name: it returns what it is
   * given, and the planner takes it for something else. The cast around it tells the dimensions.
   */
  private static Optional<String> alias(
      PlannedSearch planned, Optional<Relation.Column> column, NewIndex index) {
    boolean onColumn =
        column.filter(each -> index.indexed().equals(SqlText.shownName(each.name()))).isPresent();
    return planned.sql().isPresent() || planned.indexed().isPresent() || !onColumn
        ? Optional.empty()
        : column
            .filter(each -> DIMENSIONS.matcher(each.declared()).find())
            .map(
                each ->
                    "%1$s.%2$s(%3$s, %4$d, true)::%1$s.%2$s(%4$d)"
                        .formatted(
                            SqlText.name(each.typeSchema()),
                            SqlText.name(each.type()),
                            SqlText.name(each.name()),
                            number(each).orElseThrow()));
  }

  private int dimensions(Relation.Column column) {
    return number(column)
        .orElseThrow(
            () ->
                refused(
                    "column %s declares no dimensions; ALTER TABLE … TYPE %s(n) first"
                        .formatted(column.name(), column.type())));
  }

  private static Optional<Integer> number(Relation.Column column) {
    Matcher declared = DIMENSIONS.matcher(column.declared());
    return declared.find() ? Optional.of(Integer.valueOf(declared.group(1))) : Optional.empty();
  }

  private static String name(Optional<Relation.Column> column) {
    return SqlText.name(column.orElseThrow().name());
  }

  private static String schema(Optional<Relation.Column> column) {
    return SqlText.name(column.orElseThrow().typeSchema());
  }

  private WorkloadException refused(String why) {
    return new WorkloadException(
        "change %s of gates/indexes.yaml, search %s: %s"
            .formatted(change.name(), change.search(), why));
  }
}
