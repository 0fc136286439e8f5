package dev.redline.dsn;

/**
 * A connection string cannot be used. The message says what is wrong and shows of the string only
 * its scheme: any other part may belong to a password. For the same reason there is no cause.
 */
public final class DsnException extends RuntimeException {

  DsnException(String message) {
    super(message);
  }
}
