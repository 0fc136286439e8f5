package dev.redline.postgres.role;

import dev.redline.dsn.Secret;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Transaction;
import dev.redline.quoting.ServerWords;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Whether limits of the kind that the plan sets for roles bite on this server: shown on a twin of a
 * role, made by the same statements with limits so small that no test waits for them.
 *
 * @param twin the role that tried, gone again
 * @param tempFileLimit what became of a sort that needs more temporary space than its role may take
 * @param liftingIt what became of the role's attempt to lift that limit
 * @param statementTimeout what became of a statement that runs longer than its role may
 */
public record LimitProbe(
    String twin, Outcome tempFileLimit, Outcome liftingIt, Outcome statementTimeout) {

  private static final MemorySize FILES = MemorySize.parse("1MB");

  /** Of a session that takes longer to begin, {@link Connector} would lift the limit. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /**
   * What became of a statement.
   *
   * @param sqlState {@code 00000} if it succeeded; {@code null} as a text if the driver gave none
   * @param message of the server or the driver
   */
  public record Outcome(String sqlState, String message) {

    private static final String SUCCEEDED = "00000";

    /** Whether the statement went through. */
    public boolean succeeded() {
      return sqlState.equals(SUCCEEDED);
    }

    static Outcome of(Statement statement, String sql) {
      try {
        statement.execute(sql);
        return new Outcome(SUCCEEDED, "succeeded");
      } catch (SQLException e) {
        return of(e);
      }
    }

    static Outcome of(SQLException failure) {
      return new Outcome(String.valueOf(failure.getSQLState()), ServerWords.of(failure));
    }

    static Outcome of(ConnectionFailedException failure) {
      return new Outcome(String.valueOf(failure.sqlState()), String.valueOf(failure.getMessage()));
    }
  }

  /** The name of a role's twin. */
  public static String twinOf(IsolatedRole role) {
    return role.name().substring(0, Math.min(role.name().length(), 57)) + "_probe";
  }

  /** The statements that drop the twin, whatever became of it; each may run twice. */
  public static List<String> undo(IsolatedRole role) {
    return RoleSql.drop(twinOf(role));
  }

  /**
   * Creates the twin, tries its limits in a session of its own, and drops it. A twin that cannot be
   * made, or cannot connect, is an outcome, too: each limit then has what the server said.
   *
   * @throws SQLException if the twin cannot be dropped
   */
  public static LimitProbe run(Connector connector, IsolatedRole role) throws SQLException {
    IsolatedRole twin = role.withLimits(twinOf(role), FILES, TIMEOUT);
    Secret password = password();
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      executeAll(statement, undo(role));
      try {
        create(connection, twin, password);
        return tried(connector.as(twin.name(), password), twin.name());
      } catch (SQLException e) {
        return untried(twin.name(), Outcome.of(e));
      } catch (ConnectionFailedException e) {
        return untried(twin.name(), Outcome.of(e));
      } finally {
        executeAll(statement, undo(role));
      }
    }
  }

  private static void create(Connection connection, IsolatedRole twin, Secret password)
      throws SQLException {
    Transaction.of(
        connection,
        statement -> {
          executeAll(statement, RoleSql.create(twin, password));
          executeAll(statement, RoleSql.changes(twin, null));
        });
  }

  private static LimitProbe untried(String twin, Outcome reason) {
    return new LimitProbe(twin, reason, reason, reason);
  }

  private static LimitProbe tried(Connector connector, String twin) throws SQLException {
    try (Connection session = connector.open(ApplicationName.CONTROL);
        Statement statement = session.createStatement()) {
      Outcome timeout = Outcome.of(statement, "SELECT pg_catalog.pg_sleep(10)");
      statement.execute("SET statement_timeout = '10s'; SET work_mem = '64kB'");
      Outcome lifted = Outcome.of(statement, "SET temp_file_limit = -1");
      Outcome spilled =
          Outcome.of(
              statement,
              "SELECT count(*) FROM (SELECT i FROM generate_series(1, 1000000) i ORDER BY -i) s");
      return new LimitProbe(twin, spilled, lifted, timeout);
    }
  }

  private static void executeAll(Statement statement, List<String> statements) throws SQLException {
    for (String sql : statements) {
      statement.execute(sql);
    }
  }

  private static Secret password() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return new Secret(Base64.getEncoder().encodeToString(random));
  }
}
