package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.quoting.CauseText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Has a server write what it holds in memory, so that its shutdown has little to write. */
record Checkpoint(Connector connector) {

  /** Asks for one where the account may, and the server runs; what became of it, for a person. */
  String taken() {
    long start = System.nanoTime();
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return "a checkpoint of %d ms before it".formatted(millis);
    } catch (SQLException | ConnectionFailedException e) {
      return "no checkpoint before it: " + CauseText.of(e);
    }
  }
}
