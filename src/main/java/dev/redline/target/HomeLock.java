package dev.redline.target;

import dev.redline.files.FileLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second run away from a throwaway server. The operating system lets go of it when the
 * process ends, however it ends.
 */
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock without waiting.
   *
   * @throws TargetException if another run holds it
   */
  public static HomeLock take(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!FileLocks.take(channel)) {
        FileLocks.giveUp(channel);
        throw new TargetException(
            "Another run uses the server in %s. Wait for its end, or use another home."
                .formatted(file.getParent()));
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not lock " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not let go of a lock", e);
    }
  }
}
