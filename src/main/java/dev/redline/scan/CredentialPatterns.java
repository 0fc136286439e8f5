package dev.redline.scan;

import dev.redline.scan.CredentialHits.Hit;
import dev.redline.scan.CredentialPlace.Kind;
import dev.redline.scan.Language.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds credentials in one line: words that announce one, then what stands after them. Every
 * pattern is tried at such a word only and is bounded, so that no line is slow.
 */
final class CredentialPatterns {

  private static final Pattern URL =
      Pattern.compile(
          "[^\\s:/@\"'`<>]{0,100}:(?![0-9]{1,5}[/?,])([^\\s@\"'`<>]{1,200})@(?=[\\w\\[/%.$-])");

  private static final Pattern PARAMETER =
      Pattern.compile("\\s?=\\s?(?:'([^']{1,200})'|([^\\s\"'`&;,)]{1,200}))");

  private static final Pattern OF_A_CONNECTION_STRING =
      Pattern.compile(
          "://|(?i)\\b(?:host|hostaddr|dbname|user|username|user id|uid|server|database|port|sslmode)"
              + "\\s?=");

  private static final Pattern AWS_ID = Pattern.compile("((?<=AKIA|ASIA)[0-9A-Z]{16})\\b");
  private static final Pattern AWS_SECRET =
      Pattern.compile("[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])");

  private static final Pattern IN_A_SHELL = Pattern.compile("=([^\\s\"'`,;)&]{1,200})");

  private final WordFinder finder;
  private final String line;
  private final Language language;
  private final CredentialHits hits;
  private final NamedValue value;

  private CredentialPatterns(WordFinder finder, String line, Language language) {
    this.finder = finder;
    this.line = line;
    this.language = language;
    this.hits = new CredentialHits(line);
    this.value = new NamedValue(line, language, hits);
  }

  static List<Hit> in(String line, Language language, WordFinder finder) {
    CredentialPatterns patterns = new CredentialPatterns(finder, line, language);
    patterns.find();
    return patterns.hits.all();
  }

  private void find() {
    int state = WordFinder.START;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      state = finder.after(state, letter < 0x80 ? (byte) letter : 0);
      int found = finder.found(state);
      if ((found & SignalWords.CREDENTIAL) != 0) {
        after(i + 1, found);
      }
    }
  }

  private void after(int end, int found) {
    if ((found & SignalWords.URL) != 0 && line.indexOf('@', end) >= 0) {
      hits.take(Kind.PASSWORD_IN_CONNECTION_STRING, URL, end);
    }
    if ((found & SignalWords.AWS_ID) != 0 && startsWord(end - 4)) {
      hits.take(Kind.AWS_ACCESS_KEY, AWS_ID, end, id -> true);
    }
    if ((found & SignalWords.PASSWORD) != 0) {
      password(PasswordName.endingAt(line, end));
    }
    if ((found & SignalWords.SHORT_PASSWORD) != 0) {
      shortPassword(PasswordName.ofShort(line, end));
    }
    if ((found & SignalWords.TOKEN) != 0) {
      token(end);
    }
  }

  private void password(PasswordName name) {
    int end = name.end();
    char next = next(end);
    if (next == '(' || next == '\'') {
      argument(end);
    }
    value.beside(end, name::couldBe);
    if (!isAssignment(next) || name.isExpansion() || name.isPath()) {
      return;
    }
    value.assigned(end, name::couldBe);
    if (language.syntax == Syntax.PLAIN) {
      return;
    }
    if (Character.isUpperCase(line.charAt(end - 1))) {
      hits.take(Kind.LITERAL_PASSWORD, IN_A_SHELL, end, name::couldBe);
    } else if (!name.isArgument() && OF_A_CONNECTION_STRING.matcher(line).find()) {
      hits.take(Kind.PASSWORD_IN_CONNECTION_STRING, PARAMETER, end);
    }
  }

  private void shortPassword(PasswordName name) {
    Predicate<String> counts = text -> name.couldBeShort(text, language);
    value.beside(name.end(), counts);
    if (isAssignment(next(name.end())) && !name.isExpansion() && !name.isPath()) {
      value.assigned(name.end(), counts);
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
      hits.take(Kind.LITERAL_PASSWORD, NamedValue.ARGUMENT, end);
    }
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
    value.beside(end, Placeholder::couldBeToken);
    if (!isAssignment(next(end))) {
      return;
    }
    value.assigned(end, Placeholder::couldBeToken);
    if (line.regionMatches(true, end - 10, "access_key", 0, 10)
        || line.regionMatches(true, end - 9, "accesskey", 0, 9)) {
      hits.take(Kind.AWS_ACCESS_KEY, AWS_SECRET, end, key -> true);
    }
  }

  private boolean startsWord(int start) {
    return start <= 0 || !Character.isLetterOrDigit(line.charAt(start - 1));
  }
}
