package dev.redline.search;

import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.Reranking;
import dev.redline.quoting.SqlText;
import dev.redline.vector.NamedSql;
import dev.redline.vector.SqlSearch;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the statements of a search over a table.
 *
 * @param column the vector column
 * @param schema where pgvector's operators are
 */
record SearchSql(PlannedSearch planned, Relation.Column column, Distance distance, String schema) {

  /** The statement that is measured. */
  NamedSql search() {
    String indexed = planned.indexed().orElse(name());
    return NamedSql.parse(
        planned
            .rerank()
            .map(rerank -> reranked(indexed, rerank))
            .orElseGet(() -> nearest(ids(true), indexed, query(indexed), distance, ":k")));
  }

  /** The statement that tells which rows are nearest indeed. */
  NamedSql exact() {
    return planned
        .rerank()
        .map(rerank -> NamedSql.parse(nearest(ids(true), name(), query(), rerank.distance(), ":k")))
        .orElseGet(this::search);
  }

  private String reranked(String indexed, Reranking rerank) {
    String inner =
        "SELECT %s, %s FROM %s%s ORDER BY %s %s %s LIMIT %d"
            .formatted(
                ids(false),
                name(),
                table(),
                where(),
                indexed,
                operator(distance),
                query(indexed),
                rerank.candidates());
    return "SELECT %s, %s %s %s AS %s FROM (%s) candidates ORDER BY %5$s LIMIT :k"
        .formatted(
            ids(true), name(), operator(rerank.distance()), query(), SqlSearch.DISTANCE, inner);
  }

  private String nearest(String ids, String expression, String query, Distance by, String limit) {
    return "SELECT %s, %s %s %s AS %s FROM %s%s ORDER BY %5$s LIMIT %s"
        .formatted(
            ids,
            "(" + expression + ")",
            operator(by),
            query,
            SqlSearch.DISTANCE,
            table(),
            where(),
            limit);
  }

  private String ids(boolean asText) {
    List<String> ids = planned.id();
    return ids.stream()
        .map(SqlText::name)
        .map(id -> asText ? "%s::text AS %1$s".formatted(id) : id)
        .collect(Collectors.joining(", "));
  }

  private String table() {
    return planned.table().orElseThrow().sql();
  }

  private String where() {
    return planned.where().map(condition -> " WHERE (" + condition + ")").orElse("");
  }

  private String operator(Distance by) {
    return "OPERATOR(%s.%s)".formatted(SqlText.name(schema), by.operator());
  }

  /** The vector that is searched for, of the column's type. */
  private String query() {
    return "CAST(:query AS %s)".formatted(column.declared());
  }

  /** The same, treated as the index treats the column. */
  private String query(String indexed) {
    Pattern inside =
        Pattern.compile(
            "(?<![\\w\".$])(?:%1$s|%2$s)(?![\\w\"$(])"
                .formatted(Pattern.quote(column.name()), Pattern.quote(name())));
    return inside.matcher(indexed).replaceAll(Matcher.quoteReplacement(query()));
  }

  private String name() {
    return SqlText.name(column.name());
  }
}
