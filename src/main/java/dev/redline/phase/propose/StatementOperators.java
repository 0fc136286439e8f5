package dev.redline.phase.propose;

import dev.redline.plan.workload.Distance;
import dev.redline.postgres.activity.StatementStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** By which distances a server is searched, as pg_stat_statements has counted. */
record StatementOperators(Connection connection) {

  private static final String STATEMENTS =
      "SELECT query FROM %s.pg_stat_statements s JOIN pg_catalog.pg_database d ON d.oid = s.dbid"
          + " WHERE d.datname = current_database() AND query !~* '^\\s*(create|explain|copy)'";

  /** By table; a table that no counted statement names is absent, as are all where none counts. */
  Map<String, Set<String>> byTable(List<CatalogIndex> indexes) throws SQLException {
    List<String> statements = statements();
    return indexes.stream()
        .map(CatalogIndex::table)
        .distinct()
        .collect(
            Collectors.toMap(
                Object::toString,
                table -> operators(table.name(), statements),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static Set<String> operators(String table, List<String> statements) {
    return statements.stream()
        .filter(text -> text.contains(table))
        .flatMap(
            text -> Arrays.stream(Distance.values()).map(Distance::operator).filter(text::contains))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> statements() throws SQLException {
    List<String> texts = new ArrayList<>();
    Optional<String> schema = StatementStatistics.schema(connection);
    if (schema.isEmpty()) {
      return texts;
    }
    try (PreparedStatement statement =
            connection.prepareStatement(STATEMENTS.formatted(schema.get()));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
    }
    return texts;
  }
}
