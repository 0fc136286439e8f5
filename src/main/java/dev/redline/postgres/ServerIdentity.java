package dev.redline.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Which server this is.
 *
 * @param systemIdentifier set once by initdb, so it tells clusters apart; null where the account
 *     may not read it
 * @param version as the server states it, such as {@code 15.18 (Debian 15.18-0+deb12u1)}
 * @param versionNumber {@code server_version_num}, such as {@code 150018}
 * @param vectorVersion the installed version of extension {@code vector}, null if it is not there
 * @param build as {@code version()} states it: the system it runs on, and who packaged it
 */
public record ServerIdentity(
    @Nullable String systemIdentifier,
    String version,
    int versionNumber,
    String database,
    String user,
    @Nullable String vectorVersion,
    String build) {

  private static final String QUERY =
      """
      SELECT current_setting('server_version'), current_setting('server_version_num')::int,
             current_database(), current_user,
             (SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'vector'),
             CASE WHEN has_function_privilege('pg_control_system()', 'EXECUTE')
                  THEN (SELECT system_identifier::text FROM pg_catalog.pg_control_system()) END,
             version()
      """;

  /** Asks the server; changes nothing. */
  public static ServerIdentity read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new ServerIdentity(
          row.getString(6),
          row.getString(1),
          row.getInt(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(7));
    }
  }

  /** What differs between versions, asked of this one. */
  public ServerVersion release() {
    return new ServerVersion(versionNumber);
  }

  /** What it runs on. */
  public Platform platform() {
    return Platform.parse(build);
  }
}
