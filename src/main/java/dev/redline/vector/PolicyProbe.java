package dev.redline.vector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries what the policy must not do, and looks for what it may have left behind. */
public final class PolicyProbe {

  private static final String KEPT =
      """
      SELECT format('%s%s: %s', coalesce('role ' || r.rolname, 'every role'),
                    coalesce(' in database ' || d.datname, ''),
                    regexp_replace(kv, '=(?!([-0-9.]+|on|off|relaxed_order|strict_order)$).*', '=***'))
      FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN unnest(s.setconfig) kv
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
      WHERE kv LIKE 'hnsw.%' OR kv LIKE 'ivfflat.%'
      ORDER BY 1
      """;

  private PolicyProbe() {}

  /**
   * What hnsw searches would run with in a session that nobody has touched, and who says so.
   *
   * @param settings of the new session
   * @param kept by a role or a database, such as {@code role app: hnsw.ef_search=200}
   */
  public record Defaults(Map<String, String> settings, List<String> kept) {}

  /**
   * Reads them.
   *
   * @param fresh a new connection
   */
  public static Defaults defaults(Connection fresh) throws SQLException {
    fresh.setAutoCommit(false);
    new LocalSettings(Map.of()).requireKnown(fresh, VectorNames.of(fresh));
    Map<String, String> settings = HnswSettings.read(fresh).values();
    List<String> kept = new ArrayList<>();
    try (Statement statement = fresh.createStatement();
        ResultSet rows = statement.executeQuery(KEPT)) {
      while (rows.next()) {
        kept.add(rows.getString(1));
      }
    }
    fresh.commit();
    return new Defaults(settings, kept);
  }

  /**
   * Whether the harness refuses to set {@code name}.
   *
   * @param fresh a new connection
   * @return what it said, or {@code accepted}
   */
  public static String unknownSetting(Connection fresh, String name) throws SQLException {
    fresh.setAutoCommit(false);
    try {
      new LocalSettings(Map.of(name, "1")).requireKnown(fresh, VectorNames.of(fresh));
      return "accepted";
    } catch (UnknownPolicyException e) {
      return "refused: " + e.getMessage();
    } finally {
      fresh.rollback();
    }
  }

  /**
   * What the server itself makes of a name that nothing reads, before pgvector is loaded.
   *
   * @param fresh a new connection
   * @return the value that the server claims to have set
   */
  public static String takenByTheServer(Connection fresh, String name) throws SQLException {
    fresh.setAutoCommit(false);
    new LocalSettings(Map.of(name, "1")).apply(fresh);
    try (var statement = fresh.prepareStatement("SELECT current_setting(?, true)")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    } finally {
      fresh.rollback();
    }
  }

  /**
   * Whether the harness refuses a connection in autocommit.
   *
   * @param autocommit a connection as the driver opens it
   * @return what it said, or {@code accepted}
   */
  public static String autocommit(Connection autocommit, Map<String, String> settings)
      throws SQLException {
    try {
      new LocalSettings(settings).apply(autocommit);
      return "accepted";
    } catch (AutocommitException e) {
      return "refused: " + e.getMessage();
    }
  }
}
