package dev.redline.postgres.surroundings;

import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.ServerFacts.Slot;
import dev.redline.postgres.surroundings.ServerFacts.Standby;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks a server for what it says about itself; changes nothing and needs no special right. */
record FactsReader(Connection connection) {

  private static final String STANDBYS =
      """
      SELECT coalesce(nullif(application_name, ''), '?'), coalesce(client_addr::text, '?'),
             coalesce(state, '?'), coalesce(sync_state, '?')
      FROM pg_catalog.pg_stat_replication ORDER BY 1, 2
      """;

  private static final String SLOTS =
      "SELECT slot_name, coalesce(plugin, ''), active FROM pg_catalog.pg_replication_slots"
          + " ORDER BY 1";

  private static final String APPLICATIONS =
      "SELECT DISTINCT application_name FROM pg_catalog.pg_stat_activity"
          + " WHERE pid <> pg_catalog.pg_backend_pid() AND application_name <> ''";

  private static final String RECEIVER =
      "SELECT coalesce(sender_host || ':' || sender_port, '') FROM pg_catalog.pg_stat_wal_receiver";

  ServerFacts read(Clock clock) throws SQLException {
    return new ServerFacts(
        names("SELECT version()").iterator().next(),
        SettingsSnapshot.take(connection, clock),
        names("SELECT rolname FROM pg_catalog.pg_roles"),
        names("SELECT extname FROM pg_catalog.pg_extension"),
        names(APPLICATIONS),
        rows(
            STANDBYS,
            row ->
                new Standby(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
        rows(SLOTS, row -> new Slot(row.getString(1), row.getString(2), row.getBoolean(3))),
        names("SELECT pg_catalog.pg_is_in_recovery()").contains("t"),
        String.join("", names(RECEIVER)));
  }

  private Set<String> names(String query) throws SQLException {
    return new TreeSet<>(rows(query, row -> String.valueOf(row.getString(1))));
  }

  private <T> List<T> rows(String query, Row<T> row) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(row.read(rows));
      }
    }
    return found;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
