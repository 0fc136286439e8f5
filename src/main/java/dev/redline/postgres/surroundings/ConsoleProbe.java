package dev.redline.postgres.surroundings;

import dev.redline.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Asks for the database by whose name PgBouncer, and others after it, offer their console. */
record ConsoleProbe(Endpoint endpoint) {

  private static final String NAME = "pgbouncer";

  /** What PostgreSQL itself says of a database that it does not have. */
  private static final String NO_SUCH_DATABASE = "3D000";

  /**
   * Its version, or what is said instead of letting us in: PgBouncer refuses the SET with which the
   * driver begins. Empty if PostgreSQL itself answers.
   */
  Optional<String> ask() {
    Endpoint console = endpoint.inDatabase(NAME).withProperty("preferQueryMode", "simple");
    try (Connection connection =
            DriverManager.getConnection(console.jdbcUrl(), console.properties());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW VERSION")) {
      return Optional.of(row.next() ? row.getString(1) : "no version");
    } catch (SQLException e) {
      return Optional.of(String.valueOf(e.getMessage()))
          .filter(text -> !NO_SUCH_DATABASE.equals(e.getSQLState()));
    }
  }
}
