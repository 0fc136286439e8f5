package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text into words, numbers and identifiers. */
public final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "([a-zA-Z][a-zA-Z0-9]*+(?:[_.][a-zA-Z0-9]++)++|<[-=#+~%]>|@>|<@)"
              + "|((?:(?<![\\w.])-)?\\d++(?:,\\d{3})*+(?:\\.\\d++)*+)"
              + "|(%|[a-zA-Z][a-zA-Z0-9]*+(?:['\u2019][a-zA-Z]++)?+)"
              + "|([,;:()\u2013\u2014])");

  /** By the number of their group in the pattern, from 1. */
  private static final List<Token.Kind> KINDS =
      List.of(Token.Kind.IDENTIFIER, Token.Kind.NUMBER, Token.Kind.WORD, Token.Kind.COMMA);

  private Lexer() {}

  public static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String token = matcher.group().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
      tokens.add(new Token(kind(matcher), token, matcher.start(), matcher.end()));
    }
    return tokens;
  }

  private static Token.Kind kind(Matcher matcher) {
    int group = 1;
    while (matcher.start(group) < 0) {
      group++;
    }
    return KINDS.get(group - 1);
  }
}
