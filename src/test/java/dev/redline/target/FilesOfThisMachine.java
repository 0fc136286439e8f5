package dev.redline.target;

import dev.redline.postgres.ServerFiles;
import dev.redline.target.local.LocalFiles;

/** The files that a local server is changed through, for tests elsewhere. */
public final class FilesOfThisMachine {

  private FilesOfThisMachine() {}

  public static ServerFiles files() {
    return new LocalFiles(ServerAccount.forUser(System.getProperty("user.name")));
  }
}
