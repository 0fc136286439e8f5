package dev.redline.scan;

import dev.redline.scan.CredentialPlace.Kind;
import dev.redline.scan.Language.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds credentials in one line: words that announce one, then what stands after them. Every
 * pattern is tried at such a word only and is bounded, so that no line is slow.
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

  private static final Pattern URL =
      Pattern.compile(
          "[^\\s:/@\"'`<>]{0,100}:(?![0-9]{1,5}[/?,])([^\\s@\"'`<>]{1,200})@(?=[\\w\\[/%.$-])");

  private static final Pattern PARAMETER =
      Pattern.compile("\\s?=\\s?(?:'([^']{1,200})'|([^\\s\"'`&;,)]{1,200}))");

  private static final Pattern OF_A_CONNECTION_STRING =
      Pattern.compile("://|\\b(?:host|hostaddr|dbname|user|port|sslmode)\\s?=");

  private static final Pattern AWS_ID = Pattern.compile("((?<=AKIA|ASIA)[0-9A-Z]{16})\\b");
  private static final Pattern AWS_SECRET =
      Pattern.compile("[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])");

  private static final String ASSIGNED =
      "[0-9]{0,3}\\\\?[\"'\\])]{0,3}\\s{0,8}(?::=|=>|[:=])(?!=)\\s{0,8}";
  private static final String QUOTED =
      "(?:\"((?:[^\"\\\\]|\\\\.){1,200})\"|'((?:[^'\\\\]|\\\\.){1,200})'|\\\\\"([^\"\\\\]{1,200})\\\\\")";

  private static final Pattern QUOTED_VALUE = Pattern.compile(ASSIGNED + QUOTED);
  private static final Pattern BARE_VALUE =
      Pattern.compile(ASSIGNED + "([^\\s\"'`,;#)}\\]]{1,200})");
  private static final Pattern ARGUMENT = Pattern.compile("(?:\\(\\s{0,4}|\\s{1,4}(?='))" + QUOTED);
  private static final Pattern IN_A_SHELL = Pattern.compile("=([^\\s\"'`,;)&]{1,200})");

  private final WordFinder finder;
  private final String line;
  private final Language language;
  private final List<Hit> hits = new ArrayList<>();

  private CredentialPatterns(WordFinder finder, String line, Language language) {
    this.finder = finder;
    this.line = line;
    this.language = language;
  }

  static List<Hit> in(String line, Language language, WordFinder finder) {
    CredentialPatterns patterns = new CredentialPatterns(finder, line, language);
    patterns.find();
    return patterns.hits;
  }

  private void find() {
    int state = WordFinder.START;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      state = finder.after(state, letter < 0x80 ? (byte) letter : 0);
      int found = finder.found(state);
      if ((found & Words.CREDENTIAL) != 0) {
        after(i + 1, found);
      }
    }
  }

  private void after(int end, int found) {
    if ((found & Words.URL) != 0 && line.indexOf('@', end) >= 0) {
      take(Kind.PASSWORD_IN_CONNECTION_STRING, URL, end);
    }
    if ((found & Words.AWS_ID) != 0 && startsWord(end - 4)) {
      take(Kind.AWS_ACCESS_KEY, AWS_ID, end, value -> true);
    }
    char next = next(end);
    if ((found & Words.PASSWORD) != 0) {
      password(end, next);
    }
    if ((found & Words.TOKEN) != 0 && isAssignment(next)) {
      token(end);
    }
  }

  private void password(int end, char next) {
    if (next == '(' || next == '\'') {
      argument(end);
    }
    if (!isAssignment(next) || isExpansion(end)) {
      return;
    }
    take(Kind.LITERAL_PASSWORD, QUOTED_VALUE, end);
    if (language.syntax == Syntax.PLAIN) {
      take(Kind.LITERAL_PASSWORD, BARE_VALUE, end);
    } else if (Character.isUpperCase(line.charAt(end - 1))) {
      take(Kind.LITERAL_PASSWORD, IN_A_SHELL, end);
    } else {
      take(Kind.PASSWORD_IN_CONNECTION_STRING, PARAMETER, end, this::isParameter);
    }
  }

  /** The password of SQL, {@code setPassword(}, {@code withPassword(}, {@code .password(}. */
  private void argument(int end) {
    String before = line.substring(Math.max(0, end - 14), end).toLowerCase(Locale.ROOT);
    int word = before.lastIndexOf("pass");
    String verb = word < 0 ? "" : before.substring(0, word).replace("_", "");
    if (line.startsWith(" ", end)
        || verb.endsWith("set")
        || verb.endsWith("with")
        || verb.endsWith(".")) {
      take(Kind.LITERAL_PASSWORD, ARGUMENT, end);
    }
  }

  private boolean isParameter(String value) {
    return !Placeholder.is(value) && OF_A_CONNECTION_STRING.matcher(line).find();
  }

  /** Whether the word ends a name after <code>${</code>: a shell's default is no assignment. */
  private boolean isExpansion(int end) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
      start--;
    }
    return line.startsWith("${", start - 2);
  }

  private static boolean isAssignment(char letter) {
    return letter == '=' || letter == ':';
  }

  /** The first character after a word that is neither a digit nor closes a name; 0 at the end. */
  private char next(int end) {
    int i = end;
    while (i < line.length() && "0123456789\\\"')] \t".indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    boolean quoted = line.startsWith(" '", end);
    return quoted ? '\'' : i < line.length() ? line.charAt(i) : 0;
  }

  private void token(int end) {
    take(Kind.LITERAL_PASSWORD, QUOTED_VALUE, end, Placeholder::couldBeToken);
    if (language.syntax == Syntax.PLAIN) {
      take(Kind.LITERAL_PASSWORD, BARE_VALUE, end, Placeholder::couldBeToken);
    }
    if (line.regionMatches(true, end - 10, "access_key", 0, 10)
        || line.regionMatches(true, end - 9, "accesskey", 0, 9)) {
      take(Kind.AWS_ACCESS_KEY, AWS_SECRET, end, value -> true);
    }
  }

  private boolean startsWord(int start) {
    return start <= 0 || !Character.isLetterOrDigit(line.charAt(start - 1));
  }

  private void take(Kind kind, Pattern pattern, int from) {
    take(kind, pattern, from, value -> !Placeholder.is(value));
  }

  private void take(Kind kind, Pattern pattern, int from, Predicate<String> counts) {
    Matcher matcher = pattern.matcher(line).region(from, line.length());
    matcher.useTransparentBounds(true);
    if (matcher.lookingAt()) {
      String value = value(matcher);
      if (counts.test(value)) {
        hits.add(new Hit(kind, value));
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
