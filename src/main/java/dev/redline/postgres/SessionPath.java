package dev.redline.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where a session finds names without a schema. A schema in which somebody else may create objects
 * is left out, and so is one in which somebody else owns a function or an operator: one that fits
 * better than the one that is meant would run with this account's rights (CVE-2018-1058).
 * pg_catalog comes first, temporary objects last.
 *
 * @param schemas that are left, in their order
 * @param leftOut why others are not, for a person
 */
record SessionPath(List<String> schemas, List<String> leftOut) {

  private static final String CATALOG_ALONE = "pg_catalog, pg_temp";

  private static final String PIN =
      "SELECT pg_catalog.current_schemas(false),"
          + " pg_catalog.set_config('search_path', '"
          + CATALOG_ALONE
          + "', false)";

  /**
   * Everybody who may create objects there, or has, and is neither a superuser nor this account,
   * which is the one that has logged in: a function may go back to it from any other role.
   */
  private static final String CREATORS =
      """
      SELECT n.nspname,
             (SELECT pg_catalog.string_agg(DISTINCT CASE WHEN may.role = 0 THEN 'PUBLIC'
                       ELSE coalesce(r.rolname, may.role::pg_catalog.text) END, ', ')
              FROM (SELECT a.grantee AS role
                    FROM pg_catalog.aclexplode(n.nspacl) a WHERE a.privilege_type = 'CREATE'
                    UNION ALL SELECT n.nspowner
                    UNION ALL SELECT f.proowner FROM pg_catalog.pg_proc f
                    WHERE f.pronamespace = n.oid
                    UNION ALL SELECT o.oprowner FROM pg_catalog.pg_operator o
                    WHERE o.oprnamespace = n.oid
                   ) granted
              CROSS JOIN LATERAL (
                SELECT CASE WHEN granted.role = 'pg_database_owner'::pg_catalog.regrole
                            THEN (SELECT d.datdba FROM pg_catalog.pg_database d
                                  WHERE d.datname = pg_catalog.current_database())
                            ELSE granted.role END AS role) may
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = may.role
              WHERE r.rolsuper IS NOT TRUE AND r.rolname IS DISTINCT FROM session_user)
      FROM pg_catalog.pg_namespace n
      WHERE n.nspname = ANY (?) AND n.nspname NOT LIKE 'pg\\_%'
      """;

  /** Takes a session's path, leaves of it what can be trusted, and sets that. */
  static SessionPath pin(Connection session) throws SQLException {
    List<String> wanted = pinned(session);
    List<String> trusted = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    Map<String, String> creators = creators(session, wanted);
    for (String schema : wanted) {
      String others = creators.get(schema);
      if (others != null && others.isEmpty()) {
        trusted.add(schema);
      } else if (others != null) {
        leftOut.add(
            "%s (%s may create objects there or owns functions there)".formatted(schema, others));
      }
    }
    SessionPath path = new SessionPath(List.copyOf(trusted), List.copyOf(leftOut));
    if (!trusted.isEmpty()) {
      SessionSettings.set(session, Map.of("search_path", path.setting()));
    }
    return path;
  }

  /** As a setting has it; pg_catalog is searched first without being named. */
  String setting() {
    return schemas.isEmpty() ? CATALOG_ALONE : SessionSettings.path(schemas) + ", pg_temp";
  }

  private static List<String> pinned(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(PIN)) {
      row.next();
      return strings(row.getArray(1));
    }
  }

  private static Map<String, String> creators(Connection session, List<String> schemas)
      throws SQLException {
    Map<String, String> creators = new java.util.HashMap<>();
    if (schemas.isEmpty()) {
      return creators;
    }
    try (PreparedStatement statement = session.prepareStatement(CREATORS)) {
      statement.setArray(1, session.createArrayOf("name", schemas.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String others = rows.getString(2);
          creators.put(rows.getString(1), others == null ? "" : others);
        }
      }
    }
    return creators;
  }

  private static List<String> strings(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }
}
