package dev.redline.secrets;

/** There is no key to sign with; the message says what to do. */
public final class SigningKeyException extends RuntimeException {

  SigningKeyException(String message) {
    super(message);
  }

  SigningKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
