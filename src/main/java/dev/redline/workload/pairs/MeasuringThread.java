package dev.redline.workload.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A thread that is bound to a core and then ends: no other work of this process inherits where it
 * runs. It starts no program and no thread of its own.
 */
final class MeasuringThread implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread created = new Thread(work, "redline-pairs");
            created.setDaemon(true);
            return created;
          });

  /** As the operating system counts threads; -1 elsewhere than on Linux. */
  long id() throws SQLException {
    return call(
        () -> {
          Path self = Path.of("/proc/thread-self");
          return Files.exists(self) ? Long.parseLong(name(self)) : -1L;
        });
  }

  private static String name(Path self) throws IOException {
    return self.toRealPath().getFileName().toString();
  }

  /** Waits for the work to be done on the thread. */
  <T> T call(Callable<T> work) throws SQLException {
    try {
      return thread.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while searches were compared", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException("Searches could not be compared", e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
