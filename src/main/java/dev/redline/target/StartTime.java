package dev.redline.target;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Since when a server runs, by its own word. */
final class StartTime {

  private StartTime() {}

  /** As text with all its digits; empty if the server takes no connection now. */
  static Optional<String> of(Connector connector) {
    if (!connector.takesConnections()) {
      return Optional.empty();
    }
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_catalog.pg_postmaster_start_time()::text")) {
      row.next();
      return Optional.of(row.getString(1));
    } catch (SQLException | dev.redline.postgres.ConnectionFailedException e) {
      return Optional.empty(); // it was let go of in this moment
    }
  }
}
