package dev.redline.postgres;

import dev.redline.plan.TimeLimits;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session of the harness begins with, whatever its role and its database would have it begin
 * with: names that nobody can exchange, limits on waiting, and notations that are parsed.
 *
 * @param limits by name, such as {@code lock_timeout}, in a notation that PostgreSQL takes
 */
record SessionSettings(Map<String, String> limits) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionSettings.class);

  private static final String ROLE_OF_DATABASE =
      """
      SELECT current_user FROM pg_catalog.pg_db_role_setting s
      JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
      WHERE d.datname = pg_catalog.current_database() AND s.setrole = 0
        AND current_user <> session_user AND 'role=' || current_user = ANY (s.setconfig)
      """;

  /** How values are written and read, and what a session may do. */
  private static final Map<String, String> FIXED = fixed();

  /**
   * For sessions whose limits are ours alone. Those that read, change and prove fail rather than
   * see only rows that a policy leaves them.
   */
  static SessionSettings of(TimeLimits limits, ApplicationName purpose) {
    String statement = limits.statement().toMillis() + "ms";
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("statement_timeout", statement);
    settings.put("lock_timeout", limits.lock().toMillis() + "ms");
    settings.put("idle_in_transaction_session_timeout", statement);
    settings.put("idle_session_timeout", "0");
    settings.put("transaction_timeout", "0");
    settings.put("row_security", purpose == ApplicationName.CONTROL ? "off" : "on");
    return new SessionSettings(settings);
  }

  /** For sessions of a role whose limits are the point: nothing of it is lifted. */
  static SessionSettings leavingLimits() {
    return new SessionSettings(Map.of());
  }

  /**
   * Sets them, the search path first.
   *
   * @return what of the search path is left
   */
  SessionPath begin(Connection session) throws SQLException {
    liftStatementTimeout(session);
    SessionPath path = SessionPath.pin(session);
    keepOwnRole(session);
    Map<String, String> all = new LinkedHashMap<>(FIXED);
    all.putAll(limits);
    if (!ServerVersion.told(session).hasTransactionTimeout()) {
      all.remove("transaction_timeout");
    }
    set(session, all);
    return path;
  }

  /** Sets these for the session. */
  static void set(Connection session, Map<String, String> settings) throws SQLException {
    try (Statement statement = session.createStatement()) {
      String calls =
          settings.entrySet().stream()
              .map(each -> call(each.getKey(), each.getValue()))
              .collect(Collectors.joining(", "));
      try (ResultSet row = statement.executeQuery("SELECT " + calls)) {
        row.next();
      }
    }
  }

  /** A list of schemas as a setting holds it. */
  static String path(Collection<String> schemas) {
    return schemas.stream().map(SqlText::name).collect(Collectors.joining(", "));
  }

  private void liftStatementTimeout(Connection session) throws SQLException {
    if (limits.isEmpty()) {
      return;
    }
    try (Statement statement = session.createStatement()) {
      statement.execute("SET statement_timeout = 0");
    }
  }

  /** The owner of a database may set a role for everybody's sessions, and see what it sees. */
  private void keepOwnRole(Connection session) throws SQLException {
    if (limits.isEmpty()) {
      return;
    }
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(ROLE_OF_DATABASE)) {
      if (row.next()) {
        LOG.warn(
            "Not taken on: role {}, which the database sets for its sessions", row.getString(1));
        set(session, Map.of("role", "none"));
      }
    }
  }

  private static String call(String name, String value) {
    return "pg_catalog.set_config(%s, %s, false)"
        .formatted(SqlText.literal(name), SqlText.literal(value));
  }

  private static Map<String, String> fixed() {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("standard_conforming_strings", "on");
    fixed.put("default_transaction_read_only", "off");
    fixed.put("default_transaction_isolation", "read committed");
    fixed.put("default_transaction_deferrable", "off");
    fixed.put("DateStyle", "ISO, MDY");
    fixed.put("IntervalStyle", "postgres");
    fixed.put("bytea_output", "hex");
    fixed.put("extra_float_digits", "1");
    fixed.put("quote_all_identifiers", "off");
    fixed.put("array_nulls", "on");
    fixed.put("transform_null_equals", "off");
    fixed.put("client_min_messages", "notice");
    return fixed;
  }
}
