package dev.redline.rag.judge.reply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An escape in a string literal in Python's notation.
 *
 * @param value what it stands for
 * @param end index behind it
 */
record Escape(String value, int end) {

  private static final String LETTERS = "\\'\"abfnrtv";
  private static final String VALUES = "\\'\"\u0007\b\f\n\r\t\u000b";
  private static final Pattern OCTAL = Pattern.compile("[0-7]{1,3}");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("x(\\p{XDigit}{2})|u(\\p{XDigit}{4})|U(\\p{XDigit}{8})");
  private static final Pattern NAMED = Pattern.compile("N\\{([^}]+)}");

  /** Reads the escape whose backslash stands at {@code start}. An unknown one means itself. */
  static Escape at(String text, int start) {
    int next = start + 1;
    if (next >= text.length()) {
      throw new NotLiteralException();
    }
    char letter = text.charAt(next);
    int known = LETTERS.indexOf(letter);
    if (known >= 0) {
      return new Escape(VALUES.substring(known, known + 1), next + 1);
    }
    Matcher digits = (letter >= '0' && letter <= '7' ? OCTAL : HEXADECIMAL).matcher(text);
    if (digits.region(next, text.length()).lookingAt()) {
      return new Escape(Character.toString(codePoint(digits)), digits.end());
    }
    if ("xuU".indexOf(letter) >= 0) {
      throw new NotLiteralException();
    }
    return letter == 'N' ? named(text, next) : new Escape("\\" + letter, next + 1);
  }

  private static int codePoint(Matcher digits) {
    if (digits.groupCount() == 0) {
      return Integer.parseInt(digits.group(), 8);
    }
    long value = Long.parseLong(digits.group().substring(1), 16);
    if (value > Character.MAX_CODE_POINT) {
      throw new NotLiteralException();
    }
    return (int) value;
  }

  private static Escape named(String text, int next) {
    Matcher name = NAMED.matcher(text).region(next, text.length());
    if (!name.lookingAt()) {
      throw new NotLiteralException();
    }
    try {
      return new Escape(Character.toString(Character.codePointOf(name.group(1))), name.end());
    } catch (IllegalArgumentException e) {
      throw new NotLiteralException();
    }
  }
}
