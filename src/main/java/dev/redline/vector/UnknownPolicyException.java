package dev.redline.vector;

/** The server took a policy setting as a placeholder that nothing reads. */
public final class UnknownPolicyException extends RuntimeException {

  UnknownPolicyException(String setting) {
    super(
        ("pgvector on this server does not know %s: SET LOCAL would succeed and change nothing."
                + " Iterative scans need pgvector 0.8.0 or later: ALTER EXTENSION vector UPDATE.")
            .formatted(setting));
  }
}
