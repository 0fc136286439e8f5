package dev.redline.phase.observability;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.SqlSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the views while something goes on that they have to show. */
final class ViewsProbe {

  private static final RetryPolicy<List<Map<String, String>>> UNTIL_SEEN =
      RetryPolicy.<List<Map<String, String>>>builder()
          .handleResultIf(List::isEmpty)
          .withDelay(Duration.ofMillis(50))
          .withMaxRetries(40)
          .build();

  private final Connector connector;
  private final SqlSearch rows;

  ViewsProbe(Connector connector, SqlSearch rows) {
    this.connector = connector;
    this.rows = rows;
  }

  /** By view, the rows that show what goes on; no row where the view does not show it. */
  Map<String, List<Map<String, String>>> take() throws SQLException {
    try (Connection control = connector.open(ApplicationName.CONTROL);
        BlockedSession scene = BlockedSession.open(connector)) {
      Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
      rows.put(
          "vx_waits",
          seen(
              control,
              "SELECT * FROM vx_waits WHERE pid = ? AND ? = ANY (blocked_by)"
                  + " AND waits_for LIKE 'Lock: %' AND blockers IS NOT NULL",
              scene.waiterPid(),
              scene.holderPid()));
      rows.put(
          "vx_app_backends",
          seen(
              control,
              "SELECT * FROM vx_app_backends WHERE pid = ? AND application = ?"
                  + " AND state = 'idle in transaction' AND role = session_user",
              scene.holderPid(),
              ApplicationName.EVALUATION.value()));
      rows.put(
          "vx_hot_vectors",
          seen(
              control,
              "SELECT * FROM vx_hot_vectors WHERE kind = 'search' AND query LIKE ?"
                  + " AND calls > 0 AND blocks_per_call > 0 LIMIT ?",
              this.rows.searchesInStatistics(),
              1));
      return rows;
    }
  }

  private static List<Map<String, String>> seen(
      Connection connection, String query, Object... parameters) {
    return Failsafe.with(UNTIL_SEEN).get(() -> rows(connection, query, parameters));
  }

  private static List<Map<String, String>> rows(
      Connection connection, String query, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<Map<String, String>> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
      return rows;
    }
  }

  private static Map<String, String> row(ResultSet row) throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      values.put(columns.getColumnLabel(i), String.valueOf(row.getString(i)));
    }
    return values;
  }
}
