package dev.redline.change;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.activity.WrittenPages;
import dev.redline.quoting.CauseText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Has a server write what it holds in memory, so that its shutdown has little to write. */
public record Checkpoint(Connector connector) {

  /** The server counts a checkpoint just after it has said that it is over. */
  private static final Duration TO_BE_COUNTED = Duration.ofSeconds(2);

  /** Fewer say nothing of how fast the disk is. */
  private static final long ENOUGH_PAGES = 1000;

  /** Of a slow disk, 8 MB a second. */
  private static final double SLOW = 1000;

  /** Sessions go on writing until they are ended. */
  private static final double MARGIN = 2;

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * What became of it.
   *
   * @param words for a person
   * @param shutdown time that a shutdown takes to write what is to be written then
   */
  public record Taken(String words, Duration shutdown) {

    /**
     * Restarts the server, whose stop has the time for what is left to be written.
     *
     * @throws dev.redline.postgres.ServerStartException if it does not start again
     * @throws dev.redline.postgres.ServerControlException if it does not even stop
     */
    public void restart(ServerProcess process, TargetOptions options) {
      process.restart(options.stopPatience().plus(shutdown), options.startPatience());
    }
  }

  /** Asks for one where the account may, and the server runs. */
  public Taken taken() {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      WrittenPages before = WrittenPages.read(connection);
      long start = System.nanoTime();
      statement.execute("CHECKPOINT");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      long written = counted(connection, before).pages() - before.pages();
      long dirty = WrittenPages.dirty(connection).orElse(written);
      Duration shutdown = shutdown(written, took, dirty);
      return new Taken(
          "a checkpoint of %d ms before it, %d pages; %d s more to shut down for %d pages"
              .formatted(took.toMillis(), written, shutdown.toSeconds(), dirty),
          shutdown);
    } catch (SQLException | ConnectionFailedException e) {
      return new Taken("no checkpoint before it: " + CauseText.of(e), Duration.ZERO);
    }
  }

  /**
   * How long a shutdown takes to write so many pages at the rate of the checkpoint.
   *
   * @param dirty by the server's own word; as many as the checkpoint has written, if it tells none
   */
  static Duration shutdown(long written, Duration took, long dirty) {
    double seconds = took.toNanos() / NANOS_PER_SECOND;
    double rate = written < ENOUGH_PAGES ? SLOW : written / Math.max(seconds, 0.001);
    return Duration.ofMillis((long) Math.ceil(1000 * MARGIN * dirty / rate));
  }

  private static WrittenPages counted(Connection connection, WrittenPages before)
      throws SQLException {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(TO_BE_COUNTED)
          .until(
              () -> WrittenPages.read(connection), now -> now.checkpoints() > before.checkpoints());
    } catch (ConditionTimeoutException e) {
      return WrittenPages.read(connection);
    }
  }
}
