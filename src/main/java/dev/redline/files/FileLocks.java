package dev.redline.files;

import java.io.IOException;
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
}
