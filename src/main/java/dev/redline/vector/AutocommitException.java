package dev.redline.vector;

/** {@code SET LOCAL} outside of a transaction: the server warns and changes nothing. */
public final class AutocommitException extends RuntimeException {

  AutocommitException() {
    super(
        "The connection is in autocommit: SET LOCAL would end with its own statement, before the"
            + " search. Call setAutoCommit(false), and commit after the search.");
  }
}
