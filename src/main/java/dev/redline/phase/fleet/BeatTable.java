package dev.redline.phase.fleet;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.quoting.CauseText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Rows of ours, in a schema of ours, by which a moment without writes is measured. */
record BeatTable(Connector leader) {

  static final String NAME = "redline_mark.beat";

  static final String INSERT = "INSERT INTO redline_mark.beat VALUES (?)";

  /** Makes it anew; the schema is there, as the change is noted in it. */
  void create() {
    run(
        List.of(
            "DROP TABLE IF EXISTS redline_mark.beat",
            "CREATE TABLE redline_mark.beat (n bigint PRIMARY KEY)"));
  }

  /** Does nothing where it is not there. */
  void drop() {
    run(List.of("DROP TABLE IF EXISTS redline_mark.beat"));
  }

  /** How many of the rows with these numbers are there. */
  long present(List<Long> numbers) {
    try (Connection connection = leader.open(ApplicationName.CONTROL);
        PreparedStatement asked =
            connection.prepareStatement(
                "SELECT pg_catalog.count(*) FROM redline_mark.beat WHERE n = ANY (?)")) {
      asked.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException | ConnectionFailedException e) {
      throw failed(e);
    }
  }

  private void run(List<String> statements) {
    try (Connection connection = leader.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException | ConnectionFailedException e) {
      throw failed(e);
    }
  }

  private static ServerControlException failed(Exception e) {
    return new ServerControlException(
        "Table %s of the leader could not be used: %s".formatted(NAME, CauseText.of(e)), e);
  }
}
