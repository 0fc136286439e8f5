package dev.redline.postgres;

import java.time.Duration;

/** What it takes to change a server: its process and its files. */
public record ServerControl(ServerProcess process, ServerFiles files) {

  /** Stops the server if it runs and starts it again, each within {@code patience}. */
  public void restart(Duration patience) {
    process.stop(patience);
    process.start(patience);
  }
}
