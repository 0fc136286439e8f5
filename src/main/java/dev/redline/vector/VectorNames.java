package dev.redline.vector;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types and operators of pgvector as a session finds them. Where the schema that holds them is not
 * in its search path, since others may create objects there, they are named with their schema.
 *
 * @param schema unquoted; empty where no schema is needed
 */
record VectorNames(Optional<String> schema) {

  private static final Pattern OPERATOR = Pattern.compile("<=>|<->|<#>|<\\+>|<~>|<%>");
  private static final Pattern CAST = Pattern.compile("::\\s*(vector|halfvec|sparsevec)\\b");

  private static final String FIND =
      """
      SELECT n.nspname FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'vector' AND n.nspname <> ALL (pg_catalog.current_schemas(true))
      """;

  /** As this session finds them. */
  static VectorNames of(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(FIND)) {
      return new VectorNames(row.next() ? Optional.of(row.getString(1)) : Optional.empty());
    }
  }

  /** A statement with the names that this session needs. */
  String in(String sql) {
    return schema.map(SqlText::name).map(name -> qualified(sql, name)).orElse(sql);
  }

  private static String qualified(String sql, String schema) {
    String safe = Matcher.quoteReplacement(schema);
    String operators = OPERATOR.matcher(sql).replaceAll("OPERATOR(" + safe + ".$0)");
    return CAST.matcher(operators).replaceAll("::" + safe + ".$1");
  }
}
