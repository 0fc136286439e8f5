package dev.redline.target;

import dev.redline.postgres.ServerFiles;
import java.nio.file.Path;
import java.util.Optional;

/** What is to be done with a server's files before the server is started with them. */
@FunctionalInterface
public interface BeforeStart {

  /**
   * Which server an interrupted run was at work on.
   *
   * @param dataDirectory on the host of that server
   */
  record LastSeen(Path dataDirectory, String systemIdentifier) {}

  /** Gets the files of a server that does not run, or that could not be started. */
  void prepare(ServerFiles files);

  /** Empty if no run was interrupted: then a server that does not run is left alone. */
  default Optional<LastSeen> lastSeen() {
    return Optional.empty();
  }
}
