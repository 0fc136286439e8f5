package dev.redline.rag.baseline;

import java.nio.file.Path;

/** The file of an accepted baseline cannot be used. It is left as it is. */
public final class BaselineException extends RuntimeException {

  BaselineException(Path file, String problem, Throwable cause) {
    super("%s: %s. The file is left as it is; %s".formatted(file, problem, remedy()), cause);
  }

  BaselineException(Path file, String problem) {
    super("%s: %s. The file is left as it is; %s".formatted(file, problem, remedy()));
  }

  private static String remedy() {
    return "restore it with git, or move it away and accept a new one with -Daccept=baseline";
  }
}
