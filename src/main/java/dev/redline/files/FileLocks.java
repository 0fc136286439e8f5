package dev.redline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;

/** Locks on whole files. They end with their channel, and with the process, however it ends. */
public final class FileLocks {

  private FileLocks() {}

  /**
   * Takes the lock without waiting.
   *
   * @param channel open for writing
   * @return whether it is held now: nobody else holds it, in this process or in another
   */
  public static boolean take(FileChannel channel) throws IOException {
    try {
      FileLock ofAnotherProcess = channel.tryLock();
      return ofAnotherProcess != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /**
   * Lets go of a channel whose lock was refused. Where this process holds the lock by another
   * channel, closing any channel of the file would end it: this one then stays open as long as the
   * process, which the hook's reference sees to.
   */
  public static void giveUp(FileChannel refused) throws IOException {
    try {
      FileLock freeMeanwhile = refused.tryLock();
      if (freeMeanwhile != null) {
        freeMeanwhile.release();
      }
      refused.close();
    } catch (OverlappingFileLockException ofThisProcess) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(refused)));
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not close a file that was not locked", e);
    }
  }
}
