package dev.redline.search;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * How much of what others do an account may see: without it, no load of theirs would stop ours.
 *
 * @param account that looks
 * @param sessions of other accounts that hide what they do
 * @param standbys that hide how far behind they are
 */
public record Sight(String account, int sessions, int standbys) {

  /** PostgreSQL shows whose a session is, and hides its state, what it waits for and its text. */
  private static final String QUERY =
      """
      SELECT current_user,
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity
         WHERE datid IS NOT NULL AND usesysid IS NOT NULL AND state IS NULL
           AND query = '<insufficient privilege>' AND application_name NOT LIKE 'redline-%'),
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication WHERE state IS NULL)
      """;

  /** Asks once; changes nothing. */
  public static Sight of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new Sight(row.getString(1), row.getInt(2), row.getInt(3));
    }
  }

  /** What is hidden, and the statement that shows it; empty if nothing is. */
  public Optional<String> obstacle() {
    return sessions + standbys == 0
        ? Optional.empty()
        : Optional.of(
            ("account %s does not see what %d sessions of others and %d standbys do, so that no"
                    + " limit of load would stop our searches: a superuser runs %s")
                .formatted(SqlText.shownName(account), sessions, standbys, grant()));
  }

  private String grant() {
    return "GRANT pg_monitor TO " + SqlText.pastedName(account);
  }
}
