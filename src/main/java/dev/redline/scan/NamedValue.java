package dev.redline.scan;

import dev.redline.scan.CredentialPlace.Kind;
import dev.redline.scan.Language.Syntax;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A literal value after the name of a password or token, in the forms that both have. A pattern
 * starts where the name ends.
 */
final class NamedValue {

  private static final String QUOTED =
      "(?:\"((?:[^\"\\\\]|\\\\.){1,200})\"|'((?:[^'\\\\]|\\\\.){1,200})'|\\\\\"([^\"\\\\]{1,200})\\\\\")";

  static final Pattern ARGUMENT = Pattern.compile("(?:\\(\\s{0,4}|\\s{1,4}(?='))" + QUOTED);

  private static final String ASSIGNED =
      "[0-9]{0,3}\\\\?[\"'\\])]{0,3}\\s{0,8}(?::=|=>|[:=])(?!=)\\s{0,8}";
  private static final Pattern QUOTED_VALUE = Pattern.compile(ASSIGNED + QUOTED);
  private static final Pattern BARE_VALUE =
      Pattern.compile(ASSIGNED + "([^\\s\"'`,;#)}\\]]{1,200})");

  /** As in {@code password: str = "…"}, and without the colon in Go. */
  private static final String TYPED =
      "\\s{0,2}[A-Za-z][\\w.\\[\\]<>|?]{0,40}\\s{0,2}=(?!=)\\s{0,8}" + QUOTED;

  private static final Pattern TYPED_VALUE = Pattern.compile("\\s{0,2}:" + TYPED);
  private static final Pattern TYPED_IN_GO = Pattern.compile("\\s" + TYPED);

  private static final Pattern BEFORE_A_PAIR =
      Pattern.compile(
          "(?i)(?:(?:set|put|add|option|property|param|with|config|default|entry|env|environ\\.get)"
              + "\\w{0,20}\\s?\\(\\s{0,4}|\\bMap\\.of\\((?:[^()]{0,60},)?\\s{0,4})[\"'][\\w. -]{0,40}$");
  private static final Pattern PAIR =
      Pattern.compile("[\"']\\s{0,4},\\s{0,4}" + QUOTED + "\\s{0,4}[,)]");

  private static final Pattern TAG = Pattern.compile("<[\\w.:-]{1,60}");
  private static final Pattern ELEMENT = Pattern.compile(">([^<>\\s]{1,200})</");
  private static final Pattern ATTRIBUTE = Pattern.compile("[\"']\\s{1,8}value\\s?=\\s?" + QUOTED);

  private static final Pattern BEFORE_A_SPACE =
      Pattern.compile(
          "(?i)\\s*ENV\\s+\\w{0,60}|.*\\bmachine\\s+\\S{1,60}\\s+login\\s+\\S{1,60}\\s+password");
  private static final Pattern AFTER_A_SPACE =
      Pattern.compile("\\s{1,8}(?:" + QUOTED + "|([^\\s\"'=]{1,200}))");

  /** Far enough back for the call that a name is an argument of. */
  private static final int REACH = 120;

  private final String line;
  private final Language language;
  private final CredentialHits hits;

  NamedValue(String line, Language language, CredentialHits hits) {
    this.line = line;
    this.language = language;
    this.hits = hits;
  }

  /** Takes it where the name has just ended with something that assigns. */
  void assigned(int end, Predicate<String> counts) {
    take(QUOTED_VALUE, end, counts);
    if (language.syntax == Syntax.PLAIN) {
      take(BARE_VALUE, end, counts);
    } else {
      take(TYPED_VALUE, end, counts);
    }
  }

  /** Takes it in the other forms: an element, an attribute, the next argument, after a space. */
  void beside(int end, Predicate<String> counts) {
    switch (end < line.length() ? line.charAt(end) : 0) {
      case '>' -> element(end, counts);
      case '"', '\'' -> quoted(end, counts);
      case ' ' -> spaced(end, counts);
      default -> {}
    }
  }

  private void element(int end, Predicate<String> counts) {
    int start = line.lastIndexOf('<', end);
    if (start >= 0 && TAG.matcher(line).region(start, end).matches()) {
      take(ELEMENT, end, counts);
    }
  }

  private void quoted(int end, Predicate<String> counts) {
    take(ATTRIBUTE, end, counts);
    String before = line.substring(Math.max(0, end - REACH), end);
    if (BEFORE_A_PAIR.matcher(before).find()) {
      take(PAIR, end, value -> counts.test(value) && value.indexOf(' ') < 0);
    }
  }

  /** In Go, in a Dockerfile's ENV, in one line of a .netrc. */
  private void spaced(int end, Predicate<String> counts) {
    if (language == Language.GO) {
      take(TYPED_IN_GO, end, counts);
    }
    boolean may = language == Language.DOCKERFILE || line.contains("machine");
    if (may && BEFORE_A_SPACE.matcher(line).region(0, end).matches()) {
      take(AFTER_A_SPACE, end, counts);
    }
  }

  private void take(Pattern pattern, int end, Predicate<String> counts) {
    hits.take(Kind.LITERAL_PASSWORD, pattern, end, counts);
  }
}
