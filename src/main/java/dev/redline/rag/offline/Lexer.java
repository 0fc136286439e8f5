package dev.redline.rag.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text into words, numbers and identifiers. */
final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<identifier>[a-z][a-z0-9]*(?:[_.][a-z0-9]+)+|<[-=#+~%]>|@>|<@)"
              + "|(?<number>(?:(?<![\\w.])-)?\\d+(?:,\\d{3})*(?:\\.\\d+)*)"
              + "|(?<word>%|[a-z][a-z0-9]*(?:['\u2019][a-z]+)?)"
              + "|(?<comma>[,;:()\u2013\u2014])",
          Pattern.CASE_INSENSITIVE);

  private Lexer() {}

  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String token = matcher.group().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
      tokens.add(new Token(kind(matcher), token, matcher.start(), matcher.end()));
    }
    return tokens;
  }

  private static Token.Kind kind(Matcher matcher) {
    if (matcher.group("identifier") != null) {
      return Token.Kind.IDENTIFIER;
    }
    if (matcher.group("number") != null) {
      return Token.Kind.NUMBER;
    }
    return matcher.group("word") != null ? Token.Kind.WORD : Token.Kind.COMMA;
  }
}
