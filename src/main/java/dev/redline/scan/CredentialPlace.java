package dev.redline.scan;

import com.fasterxml.jackson.annotation.JsonValue;
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
    PASSWORD_IN_CONNECTION_STRING("a password in a connection string"),
    /** An AWS access key's identifier, or its secret. */
    AWS_ACCESS_KEY("an AWS access key"),
    /** The beginning of a private key, with key material after it. */
    PRIVATE_KEY("a private key"),
    /** A password, token or key that is set to a literal value. */
    LITERAL_PASSWORD("a password, token or key as it is");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As files of evidence name it. */
    @JsonValue
    public String key() {
      return name();
    }

    @Override
    public String toString() {
      return words;
    }
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

  /** As in {@code deploy/app.env:3 a private key}. */
  @Override
  public String toString() {
    return "%s:%d %s".formatted(path, line, kind);
  }
}
