package dev.redline.postgres.surroundings;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Follows connections to the process that serves them; changes nothing. */
record RouteProbe(Connector connector, Path proc) {

  private static final int STATEMENTS = 4;
  private static final int PATIENCE_SECONDS = 5;

  private static final String WHERE =
      "SELECT coalesce(host(inet_server_addr()), ''), coalesce(inet_server_port(), 0)";

  Route follow(Connection session) throws SQLException {
    int login = session.unwrap(PGConnection.class).getBackendPID();
    List<Integer> processes = processes(session);
    boolean elsewhere = login != 0 && !processes.contains(login);
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(WHERE)) {
      row.next();
      return new Route(
          connector.endpoint(),
          login,
          processes,
          elsewhere ? processesOfAnother() : List.of(),
          Optional.of(row.getString(1)).filter(address -> !address.isEmpty()),
          row.getInt(2),
          elsewhere ? refusal() : Optional.empty(),
          elsewhere ? new ConsoleProbe(connector.endpointWithinLimits()).ask() : Optional.empty(),
          processes.stream().anyMatch(this::here));
    }
  }

  private static List<Integer> processes(Connection session) throws SQLException {
    List<Integer> processes = new ArrayList<>();
    for (int number = 0; number < STATEMENTS; number++) {
      try (Statement statement = session.createStatement()) {
        statement.setQueryTimeout(PATIENCE_SECONDS);
        try (ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
          row.next();
          processes.add(row.getInt(1));
        }
      }
    }
    return processes;
  }

  /** A pool whose only connection the first session holds gives none to a second one. */
  private List<Integer> processesOfAnother() {
    try (Connection another = connector.open(ApplicationName.CONTROL)) {
      return processes(another);
    } catch (SQLException | RuntimeException e) {
      return List.of();
    }
  }

  /** In a session of its own: one that is refused is closed. */
  private Optional<String> refusal() {
    try (Connection another = connector.open(ApplicationName.CONTROL);
        Statement statement = another.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("ROLLBACK");
      return Optional.empty();
    } catch (SQLException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()))
          .filter(text -> text.contains("transaction blocks not allowed"));
    }
  }

  private boolean here(int process) {
    Path title = proc.resolve(Integer.toString(process)).resolve("cmdline");
    try {
      return Files.readString(title).startsWith("postgres");
    } catch (IOException e) {
      return false;
    }
  }
}
