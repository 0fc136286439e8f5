package dev.redline.postgres;

import java.util.List;

/** The server's process or one of its files did not do what it was told. */
public class ServerControlException extends RuntimeException {

  /** The message says what was tried, where, and what to do. */
  public ServerControlException(String message) {
    super(message);
  }

  /** The message says what was tried, where, and what to do. */
  public ServerControlException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws the first of failures that did not stop what was done meanwhile, with the others. */
  public static void throwIfAny(List<ServerControlException> failures) {
    if (!failures.isEmpty()) {
      ServerControlException first = failures.get(0);
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }
}
