package dev.redline.dsn;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps credentials out of texts that others have written. Two nets: passwords that the environment
 * gives away are replaced wherever they stand; and a text that looks as if it held a credential or
 * a connection string with anything secret in it is not shown at all, because cutting a password
 * out of a text takes knowing where it ends.
 */
public final class Redaction {

  /** What stands in place of a text that is not shown. */
  public static final String NOT_SHOWN = "(not shown: it looks like a credential)";

  /** A shorter password would be found in half of all words. */
  private static final int SHORTEST = 4;

  private static final Pattern SECRET_VARIABLE =
      Pattern.compile(
          "PGPASSWORD|REDLINE_KEY|AWS_(SECRET_ACCESS_KEY|SESSION_TOKEN|BEARER_TOKEN\\w*)|\\w*(PASSWORD|PASSWD)");

  /**
   * Words that announce a credential, keywords of connection strings, well-known shapes of keys.
   */
  private static final Pattern SIGN =
      Pattern.compile(
          "(?i:pass(word|wd|phrase|file)\\w*|pwd|secret\\w*|token|credentials?"
              + "|(api|access|private)[_-]?key\\w*)[\"']?\\s*[=:]"
              + "|\\b(?i:pass|host|hostaddr|port|dbname|user|sslmode)\\s*="
              + "|\\b(?i:bearer|basic)\\s+[A-Za-z0-9+/=._-]{8}"
              + "|-----BEGIN|\\bAKIA[0-9A-Z]{16}|\\beyJ[A-Za-z0-9_-]{10}");

  /** A URL with a user at most: no password, no parameters. */
  private static final Pattern HARMLESS_URL =
      Pattern.compile(
          "(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{0,30}://(?:[A-Za-z0-9_.-]+@)?"
              + "(?:[A-Za-z0-9_.-]+|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?"
              + "(?:,[A-Za-z0-9_.-]+(?::[0-9]{1,5})?)*(?:/[A-Za-z0-9_./~-]*)?(?![^\\s,;)\"'])");

  /** What is left of a URL, whole or broken, once the harmless ones are out. */
  private static final Pattern REST_OF_URL =
      Pattern.compile(
          "://|//\\S*[:@]|(?i:jdbc|https?|postgres(?:ql)?(?:\\+\\w*)?):\\S|:\\S*@(?!sha256:)");

  private final List<String> known;

  private Redaction(List<String> known) {
    this.known = known;
  }

  /**
   * Knows the passwords of {@code environment}: those of connection strings in any of its variables
   * and the values of variables such as {@code PGPASSWORD}. Passwords of fewer than four characters
   * are caught by the second net only.
   */
  public static Redaction of(Map<String, String> environment) {
    return new Redaction(
        environment.entrySet().stream()
            .flatMap(variable -> secrets(variable.getKey(), variable.getValue()))
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text with known passwords as {@code ***}, or {@link #NOT_SHOWN}. */
  public String apply(String text) {
    String masked = text;
    for (String secret : known) {
      masked = masked.replace(secret, "***");
    }
    return looksSecret(masked) ? NOT_SHOWN : masked;
  }

  private static boolean looksSecret(String text) {
    Matcher urls = HARMLESS_URL.matcher(text);
    boolean hasUrl = urls.find();
    String rest = urls.replaceAll(" ");
    return SIGN.matcher(text).find()
        || REST_OF_URL.matcher(rest).find()
        || (hasUrl && rest.contains("@"));
  }

  private static Stream<String> secrets(String name, String value) {
    if (SECRET_VARIABLE.matcher(name).matches()) {
      return Stream.of(value);
    }
    if (!value.contains("://") && !value.contains("password")) {
      return Stream.empty();
    }
    try {
      return Dsn.parse(value).secrets().values().stream().map(Secret::reveal);
    } catch (DsnException e) {
      return Stream.empty();
    }
  }
}
