package dev.redline.change.lock;

import dev.redline.files.FileLocks;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.ServerWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one tuner at a time change a server: a lock on a file, for runs from the same project, and
 * an advisory lock on the server, for all others, whichever of its databases they connect to. Both
 * end with their holder, however it ends.
 */
public final class TunerLock implements AutoCloseable {

  /** The key of the advisory lock: "redline" in ASCII. */
  private static final long KEY = 0x7265646c696e65L;

  /** The server ends the session of a killed process a moment after it. */
  private static final Duration A_DEAD_HOLDERS_SESSION = Duration.ofSeconds(2);

  private static final int LONGEST_SIGNATURE = 200;

  private final FileChannel channel;
  private @Nullable Connection holder;
  private @Nullable String session;

  private TunerLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock on the file.
   *
   * @param file created if it is not there; says who holds the lock
   * @throws LockedException if somebody else holds it
   */
  public static TunerLock take(Path file, Instant now) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!FileLocks.take(channel)) {
        String who = text(channel).strip();
        FileLocks.giveUp(channel);
        throw new LockedException("Another run holds " + file + ": " + who + ".");
      }
      TunerLock lock = new TunerLock(channel);
      lock.sign(now);
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not lock " + file, e);
    }
  }

  /**
   * Makes sure that the advisory lock on the server is held, too; a restart of the server ends the
   * session that held it. One that does not answer any more, which the server may keep for hours
   * after the network has forgotten it, is ended.
   *
   * @throws LockedException if another session took it meanwhile
   */
  public void hold(Connector connector) {
    try {
      if (holder == null) {
        acquire(connector.open(ApplicationName.CONTROL));
      } else if (!Connector.answers(holder)) {
        end(holder);
        acquire(connector.open(ApplicationName.CONTROL));
      }
    } catch (SQLException e) {
      throw new LockedException("The advisory lock could not be taken: " + ServerWords.of(e));
    }
  }

  @Override
  public void close() {
    try {
      if (holder != null) {
        end(holder);
      }
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("Could not let go of the tuner's lock", e);
    }
  }

  /** Another channel would, once closed, end a lock that this process holds. */
  private static String text(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_SIGNATURE);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  /** A server that was restarted has ended the session, and its lock with it. */
  private static void end(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      // Nothing is held any more: the driver has closed its end all the same.
    }
  }

  private void sign(Instant now) throws IOException {
    channel.truncate(0);
    String text = "process %d since %s\n".formatted(ProcessHandle.current().pid(), now);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Keeps the connection once it holds the lock; one that does not get it is closed. */
  private void acquire(Connection connection) throws SQLException {
    try {
      ClusterLock lock = new ClusterLock(connection, KEY);
      if (session != null) {
        lock.end(session);
      }
      await(lock);
      session = lock.session();
      holder = connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void await(ClusterLock lock) throws SQLException {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(A_DEAD_HOLDERS_SESSION)
          .until(lock::tryToHold);
    } catch (ConditionTimeoutException e) {
      throw new LockedException(
          "Another tuner holds the advisory lock on this server: "
              + lock.holder().orElse("a session that has just ended")
              + ".");
    }
  }
}
