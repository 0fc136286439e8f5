package dev.redline.phase.vectorindex;

import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.SqlText;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An index that is to be, as SQL.
 *
 * @param indexed the column or an expression over it
 * @param operatorClass with its schema, as SQL
 * @param tablespace of the old index; empty: the database's
 * @param where the condition of a partial index
 */
record NewIndex(
    RelationName table,
    String method,
    String indexed,
    String operatorClass,
    Map<String, Integer> options,
    Optional<String> tablespace,
    Optional<String> where) {

  /** The same on an expression of the same value: searches by the column do not see it. */
  NewIndex on(String expression) {
    return new NewIndex(table, method, expression, operatorClass, options, tablespace, where);
  }

  /** Without its name and its table: what a person compares, and an empty table takes. */
  String definition() {
    return "USING %s ((%s) %s)%s%s%s"
        .formatted(
            method,
            indexed,
            operatorClass,
            options.isEmpty()
                ? ""
                : options.entrySet().stream()
                    .map(option -> option.getKey() + " = " + option.getValue())
                    .collect(Collectors.joining(", ", " WITH (", ")")),
            tablespace.map(name -> " TABLESPACE " + SqlText.name(name)).orElse(""),
            where.map(condition -> " WHERE (" + condition + ")").orElse(""));
  }

  /** For a server with applications: nobody is kept from writing. */
  String createBeside(String name) {
    return "CREATE INDEX CONCURRENTLY %s ON %s %s"
        .formatted(SqlText.name(name), table.sql(), definition());
  }

  /** For a copy of the server, where nobody writes. */
  String createAlone(String name) {
    return "CREATE INDEX %s ON %s %s".formatted(SqlText.name(name), table.sql(), definition());
  }
}
