package dev.redline.search;

import dev.redline.plan.workload.PlannedSearch;
import dev.redline.quoting.SqlText;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks up texts of rows by their keys, through the index of the keys.
 *
 * @param types of the key's columns, as SQL writes them
 */
record PassageTexts(PlannedSearch planned, List<String> types) {

  private static final String BETWEEN = " / ";

  static PassageTexts of(ServerSearch search) {
    Relation relation = search.relation().orElseThrow();
    return new PassageTexts(
        search.planned(),
        search.planned().id().stream().map(column -> type(search, relation, column)).toList());
  }

  private static String type(ServerSearch search, Relation relation, String column) {
    Relation.Column found = relation.columns().get(column);
    if (found == null) {
      throw new WorkloadException(
          "search %s: %s has no column %s, by which passages are looked up; it has %s"
              .formatted(search.name(), relation.name(), column, relation.columns().keySet()));
    }
    return found.declared();
  }

  /**
   * The texts by the place of their id; a row that is gone by now, or has no text, is left out.
   *
   * @param ids as a search gives them
   */
  Map<Integer, String> of(Connection connection, List<String> ids) throws SQLException {
    Map<Integer, String> texts = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      for (int i = 0; i < types.size(); i++) {
        statement.setArray(i + 1, column(connection, ids, i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          texts.put(row.getInt(1) - 1, row.getString(2));
        }
      }
    }
    texts.values().removeIf(Objects::isNull);
    return texts;
  }

  private Array column(Connection connection, List<String> ids, int column) throws SQLException {
    List<String> values = new ArrayList<>();
    for (String id : ids) {
      String[] parts = types.size() == 1 ? new String[] {id} : id.split(BETWEEN, -1);
      if (parts.length != types.size()) {
        throw new WorkloadException(
            "search %s: the key \"%s\" cannot be taken apart into %s; answers need one without \"%s\""
                .formatted(planned.name(), id, planned.id(), BETWEEN));
      }
      values.add(parts[column]);
    }
    return connection.createArrayOf("text", values.toArray());
  }

  private String sql() {
    return "SELECT wanted.place::int, t.%s::text FROM ROWS FROM (%s) WITH ORDINALITY AS wanted(%s, place) JOIN %s t ON %s"
        .formatted(
            SqlText.name(planned.text().orElseThrow()),
            eachKey(i -> "unnest(CAST(? AS %s[]))".formatted(types.get(i)), ", "),
            eachKey(i -> "c" + i, ", "),
            planned.table().orElseThrow().sql(),
            eachKey(
                i -> "t.%s = wanted.c%d".formatted(SqlText.name(planned.id().get(i)), i), " AND "));
  }

  private String eachKey(IntFunction<String> column, String between) {
    return IntStream.range(0, types.size()).mapToObj(column).collect(Collectors.joining(between));
  }
}
