package dev.redline.target;

import dev.redline.postgres.ServerFiles;

/** What is to be done with a server's files before the server is started with them. */
@FunctionalInterface
public interface BeforeStart {

  /** Gets the files of a server that does not run, or that could not be started. */
  void prepare(ServerFiles files);
}
