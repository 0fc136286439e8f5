package dev.redline.postgres.activity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Where a database shows which statements were run, and how often: pg_stat_statements. */
public final class StatementStatistics {

  /**
   * A view of an extension whose library is not loaded answers with an error. That it is loaded is
   * told by a setting of its own: shared_preload_libraries is hidden from most accounts.
   */
  private static final String SCHEMA =
      """
      SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_stat_statements'
        AND EXISTS (SELECT FROM pg_catalog.pg_settings WHERE name = 'pg_stat_statements.max')
      """;

  private StatementStatistics() {}

  /** The schema of the view, quoted; empty where the view is missing, or would not answer. */
  public static Optional<String> schema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SCHEMA)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }
}
