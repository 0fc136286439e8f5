package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What exists on a server besides its data: each thing by a name that says what it is, such as
 * {@code view "public"."vx_waits"}, with what tells another version of it apart, such as the hash
 * of its definition. The schema in which the server says which changes are ours is left out: what
 * it holds comes and goes with them.
 *
 * @param byName the true values: what a person reads is {@link #shown}
 */
public record ServerObjects(Map<String, String> byName) {

  private static final Pattern SETTING = Pattern.compile("setting (\\S+) of role ");

  private static final String QUERY =
      """
      SELECT format('extension %I', extname), extversion FROM pg_catalog.pg_extension
      UNION ALL
      SELECT format('database %I', datname), datdba::regrole::text FROM pg_catalog.pg_database
      UNION ALL
      SELECT format('schema %I', nspname), nspowner::regrole::text FROM pg_catalog.pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'redline_mark')
      UNION ALL
      SELECT format('role %I', rolname),
             concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
                       rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil)
      FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'
      UNION ALL
      SELECT format('setting %s of role %s in database %s', split_part(kv, '=', 1),
                    coalesce(r.rolname, 'any'), coalesce(d.datname, 'any')),
             substr(kv, strpos(kv, '=') + 1)
      FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN unnest(s.setconfig) kv
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
      UNION ALL
      SELECT format('%s %I.%I',
                    CASE c.relkind WHEN 'v' THEN 'view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence'
                      WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                      ELSE 'table' END,
                    n.nspname, c.relname),
             CASE WHEN c.relkind IN ('v', 'm') THEN md5(pg_catalog.pg_get_viewdef(c.oid))
                  WHEN c.relkind IN ('i', 'I') THEN pg_catalog.pg_get_indexdef(c.oid) ELSE '' END
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'redline_mark') AND c.relkind <> 'c'
      """;

  public ServerObjects {
    byName = new TreeMap<>(byName);
  }

  /**
   * What is there of that name, or {@code nothing}; the value of a setting only if no secret, and
   * of an index, whose definition may hold values, how long that is.
   */
  public String shown(String name) {
    String value = byName.get(name);
    Matcher setting = SETTING.matcher(name);
    if (value == null) {
      return "nothing";
    }
    if (name.startsWith("index ")) {
      return "a definition of %d characters".formatted(value.length());
    }
    return setting.lookingAt()
        ? String.valueOf(SettingSecrets.shown(setting.group(1), value))
        : value;
  }

  /** Reads the catalogues of the connection's database; changes nothing. */
  public static ServerObjects read(Connection connection) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        found.put(rows.getString(1), String.valueOf(rows.getString(2)));
      }
    }
    return new ServerObjects(found);
  }
}
