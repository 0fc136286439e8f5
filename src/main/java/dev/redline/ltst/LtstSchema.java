package dev.redline.ltst;

import dev.redline.postgres.SqlState;
import dev.redline.postgres.Transaction;
import dev.redline.postgres.role.Grant;
import dev.redline.quoting.ProgramName;
import dev.redline.quoting.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of the conversation memory, in a schema of their own.
 *
 * @param name of the schema
 * @param sql the file that makes the tables
 */
public record LtstSchema(String name, Path sql) {

  private static final String VECTOR =
      "SELECT extnamespace::regnamespace::text FROM pg_catalog.pg_extension WHERE extname = 'vector'";

  private static final String HOLDERS =
      """
      SELECT DISTINCT format('%s of %s, pid %s', nullif(a.application_name, ''), a.usename, a.pid)
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_class c ON c.oid = l.relation
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.granted AND l.pid <> pg_catalog.pg_backend_pid()
      ORDER BY 1
      """;

  /** Whether a schema of that name is there. */
  public boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Makes schema and tables for a role to work in, all or nothing; an error if the schema is there.
   */
  public void create(Connection connection, String role) throws SQLException {
    String tables = tables();
    Transaction.of(
        connection,
        statement -> {
          statement.execute("CREATE SCHEMA " + SqlText.name(name));
          statement.execute("SET LOCAL search_path = " + searchPath(connection));
          statement.execute(tables);
          for (Grant grant : grants()) {
            statement.execute(grant.grantTo(role));
          }
        });
  }

  private String tables() {
    try {
      return Files.readString(sql);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the tables of LTST from " + sql, e);
    }
  }

  /** The statement that drops it with all that is in it; may run twice. */
  public String drop() {
    return "DROP SCHEMA IF EXISTS " + SqlText.name(name) + " CASCADE";
  }

  /**
   * Drops it, unless somebody holds something in it for ten seconds.
   *
   * @return sessions that hold a lock in it, such as {@code redline-ltst of ltst_app, pid 4711};
   *     empty if the schema is gone
   */
  public List<String> dropUnlessHeld(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = warning; SET lock_timeout = '10s'");
      statement.execute(drop());
      return List.of();
    } catch (SQLException e) {
      if (SqlState.LOCK_NOT_AVAILABLE.of(e)) {
        return holders(connection);
      }
      throw e;
    }
  }

  private List<String> holders(Connection connection) throws SQLException {
    List<String> holders = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          holders.add(ProgramName.session(rows.getString(1), " of "));
        }
      }
    }
    return holders.isEmpty() ? List.of("a session that has let go since") : holders;
  }

  /** What a role needs to work in it. */
  private List<Grant> grants() {
    return List.of(
        Grant.usage(name),
        Grant.on(name, "conversations", "SELECT, INSERT, UPDATE"),
        Grant.on(name, "messages", "SELECT, INSERT, UPDATE, DELETE"),
        Grant.on(name, "memories", "SELECT, INSERT"));
  }

  /** The schema, and the one that holds extension vector, quoted. */
  String searchPath(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VECTOR)) {
      if (!row.next()) {
        throw new IllegalStateException("Extension vector is missing: CREATE EXTENSION vector.");
      }
      return SqlText.name(name) + ", " + row.getString(1) + ", pg_temp";
    }
  }
}
