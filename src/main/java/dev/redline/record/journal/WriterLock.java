package dev.redline.record.journal;

import dev.redline.files.FileLocks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until this thread alone may write a file. The lock ends with the channel. */
final class WriterLock {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private WriterLock() {}

  /**
   * Returns once the lock is held.
   *
   * @throws JournalException if somebody holds the file for half a minute
   */
  static void await(FileChannel channel, Path file) throws IOException {
    if (FileLocks.take(channel)) {
      return;
    }
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .atMost(PATIENCE)
          .until(() -> FileLocks.take(channel));
    } catch (ConditionTimeoutException e) {
      throw new JournalException(
          "Another process has held %s for %d s; nothing was written. End it, then run again."
              .formatted(file, PATIENCE.toSeconds()),
          e);
    }
  }
}
