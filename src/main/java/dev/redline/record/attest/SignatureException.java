package dev.redline.record.attest;

import org.jspecify.annotations.Nullable;

/** A record that cannot be signed, or a signature that cannot be checked. */
public final class SignatureException extends RuntimeException {

  SignatureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
