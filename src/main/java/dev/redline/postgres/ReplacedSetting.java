package dev.redline.postgres;

import dev.redline.dsn.SettingSecrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that role or database would give a session, and that ours replace: it would bend a
 * measurement or a proof.
 *
 * @param setBy such as {@code role app}
 * @param value theirs, unless it may be a secret
 * @param ours as {@code SHOW} prints it
 */
public record ReplacedSetting(
    String name, String setBy, @Nullable String value, @Nullable String ours) {

  /** The closest one counts: of the role in this database, of the role, of the database, of all. */
  private static final String QUERY =
      """
      SELECT DISTINCT ON (ours.name) ours.name,
             concat_ws(' in ', CASE WHEN s.setrole <> 0 THEN 'role ' || session_user END,
                       CASE WHEN s.setdatabase <> 0
                            THEN 'database ' || pg_catalog.current_database() END,
                       CASE WHEN s.setrole = 0 AND s.setdatabase = 0 THEN 'all roles' END),
             substr(kv, strpos(kv, '=') + 1),
             pg_catalog.current_setting(ours.name)
      FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN unnest(s.setconfig) kv
      JOIN pg_catalog.pg_settings ours
        ON lower(ours.name) = lower(split_part(kv, '=', 1)) AND ours.source IN ('session', 'client')
      WHERE s.setrole IN (0, (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = session_user))
        AND s.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database d
                                  WHERE d.datname = pg_catalog.current_database()))
      ORDER BY ours.name, s.setrole = 0, s.setdatabase = 0
      """;

  /** Those of a session of ours, as it begins; changes nothing. */
  public static List<ReplacedSetting> read(Connection session) throws SQLException {
    List<ReplacedSetting> replaced = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        String name = rows.getString(1);
        replaced.add(
            new ReplacedSetting(
                name,
                rows.getString(2),
                SettingSecrets.shown(name, rows.getString(3)),
                SettingSecrets.shown(name, rows.getString(4))));
      }
    }
    return replaced;
  }
}
