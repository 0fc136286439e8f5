package dev.redline.record.journal;

/** The journal could not be written. The message says what was tried and what to do. */
public final class JournalException extends RuntimeException {

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
