package dev.redline.scan;

import java.util.Comparator;

/**
 * A place where a credential stands. What it is stays there.
 *
 * @param path relative to the top of the tree
 * @param line from 1
 */
public record CredentialPlace(String path, int line, Kind kind)
    implements Comparable<CredentialPlace> {

  /** What kind of credential. */
  public enum Kind {
    /** A connection string with a password in it. */
    PASSWORD_IN_CONNECTION_STRING,
    /** An AWS access key's identifier, or its secret. */
    AWS_ACCESS_KEY,
    /** The beginning of a private key, with key material after it. */
    PRIVATE_KEY,
    /** A password, token or key that is set to a literal value. */
    LITERAL_PASSWORD
  }

  private static final Comparator<CredentialPlace> ORDER =
      Comparator.comparing(CredentialPlace::path)
          .thenComparing(CredentialPlace::line)
          .thenComparing(CredentialPlace::kind);

  /** By path, then line. */
  @Override
  public int compareTo(CredentialPlace other) {
    return ORDER.compare(this, other);
  }

  /** As in {@code deploy/app.env:3 LITERAL_PASSWORD}. */
  @Override
  public String toString() {
    return path + ":" + line + " " + kind;
  }
}
