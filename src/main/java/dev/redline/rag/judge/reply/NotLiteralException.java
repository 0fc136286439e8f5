package dev.redline.rag.judge.reply;

/** A text is no literal. Caught where it can be read in another way. */
final class NotLiteralException extends RuntimeException {

  NotLiteralException() {
    super("not a literal", null, false, false);
  }
}
