package dev.redline.scan;

import dev.redline.scan.CredentialPlace.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds credentials in one line. Each pattern starts with something definite and is bounded, so
 * that a line of base64 costs no more than others.
 */
final class CredentialPatterns {

  /**
   * What was found.
   *
   * @param value never to be shown
   */
  record Hit(Kind kind, String value) {
    @Override
    public String toString() {
      return kind + " ***";
    }
  }

  private static final Pattern IN_URL =
      Pattern.compile(
          "://[^\\s:/@\"'`<>]{0,100}:(?![0-9]{1,5}[/?,])([^\\s@\"'`<>]{1,200})@(?=\\S)");

  private static final Pattern IN_PARAMETERS =
      Pattern.compile("(?i)\\b(?:ssl)?password\\s*=\\s*('[^']{1,200}'|[^\\s\"'`&;,)]{1,200})");

  private static final Pattern OF_A_CONNECTION_STRING =
      Pattern.compile("(?i)://|\\b(?:host|hostaddr|dbname|user|port|sslmode)\\s*=");

  private static final Pattern AWS_ID = Pattern.compile("\\b((?:AKIA|ASIA)[0-9A-Z]{16})\\b");

  private static final Pattern AWS_SECRET =
      Pattern.compile(
          "(?i:secret_?access_?key)[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])");

  private static final String PASSWORD = "(?i:password|passwd|passphrase|pwd)[0-9]{0,3}";
  private static final String TOKEN =
      "(?i:secret|secret_?key|token|api[_-]?key|access_?key|private_?key)[0-9]{0,3}";
  private static final String ASSIGNED = "[\"'\\])]{0,3}\\s{0,8}(?::=|=>|[:=])(?!=)\\s{0,8}";
  private static final String QUOTED =
      "(?:\"((?:[^\"\\\\]|\\\\.){1,200})\"|'((?:[^'\\\\]|\\\\.){1,200})')";
  private static final String BARE = "([^\\s\"'`,;#)}\\]]{1,200})";

  private static final Pattern QUOTED_PASSWORD =
      Pattern.compile(
          "(?:"
              + PASSWORD
              + ASSIGNED
              + "|(?i:(?:set|with|\\.)_?password\\(\\s*)|(?i:\\bpassword\\s+(?=')))"
              + QUOTED);
  private static final Pattern BARE_PASSWORD = Pattern.compile(PASSWORD + ASSIGNED + BARE);
  private static final Pattern QUOTED_TOKEN = Pattern.compile(TOKEN + ASSIGNED + QUOTED);
  private static final Pattern BARE_TOKEN = Pattern.compile(TOKEN + ASSIGNED + BARE);

  /** The way of a variable in a shell, in whatever kind of file. */
  private static final Pattern VARIABLE =
      Pattern.compile("(?:PASSWORD|PASSWD|PWD)=([^\\s\"'`,;)&]{1,200})");

  private CredentialPatterns() {}

  static List<Hit> in(String line, Language language) {
    List<Hit> hits = new ArrayList<>();
    add(hits, Kind.PASSWORD_IN_CONNECTION_STRING, IN_URL, line);
    if (OF_A_CONNECTION_STRING.matcher(line).find()) {
      add(hits, Kind.PASSWORD_IN_CONNECTION_STRING, IN_PARAMETERS, line);
    }
    add(hits, Kind.AWS_ACCESS_KEY, AWS_ID, line);
    add(hits, Kind.AWS_ACCESS_KEY, AWS_SECRET, line);
    addLiterals(hits, line, language);
    return hits;
  }

  private static void addLiterals(List<Hit> hits, String line, Language language) {
    add(hits, Kind.LITERAL_PASSWORD, VARIABLE, line);
    add(hits, Kind.LITERAL_PASSWORD, QUOTED_PASSWORD, line);
    addTokens(hits, QUOTED_TOKEN, line);
    if (language.syntax == Language.Syntax.PLAIN) {
      add(hits, Kind.LITERAL_PASSWORD, BARE_PASSWORD, line);
      addTokens(hits, BARE_TOKEN, line);
    }
  }

  private static void add(List<Hit> hits, Kind kind, Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      String value = value(matcher);
      if (!Placeholder.is(value)) {
        hits.add(new Hit(kind, value));
      }
    }
  }

  private static void addTokens(List<Hit> hits, Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      String value = value(matcher);
      if (Placeholder.couldBeToken(value)) {
        hits.add(new Hit(Kind.LITERAL_PASSWORD, value));
      }
    }
  }

  private static String value(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    throw new IllegalStateException("A pattern without a value: " + matcher.pattern());
  }
}
