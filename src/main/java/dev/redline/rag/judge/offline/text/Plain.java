package dev.redline.rag.judge.offline.text;

import dev.redline.rag.UnusableReplyException;
import java.lang.Character.UnicodeScript;

/**
 * A text in the characters that words, numbers and negations are looked for in. Characters that
 * nobody sees must not take a "not" apart, and digits of other forms are digits.
 */
public final class Plain {

  private static final int WIDE_FIRST = 0xFF01;
  private static final int WIDE_LAST = 0xFF5E;
  private static final int WIDE_TO_NARROW = 0xFEE0;
  private static final String TURNED = "\u202d\u202e";

  private Plain() {}

  /**
   * Digits and wide letters as those of ASCII, without characters that are not seen.
   *
   * @throws UnusableReplyException if a text is shown in another order than it is written in, or a
   *     word has letters of two scripts, which look alike
   */
  public static String of(String text) {
    if (isAscii(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(c, plain, text));
    requireOneScriptAWord(plain, text);
    return plain.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static void append(int c, StringBuilder plain, String text) {
    if (TURNED.indexOf(c) >= 0) {
      throw new UnusableReplyException(
          "A text is shown in another order than it is written in", text);
    }
    if (c >= WIDE_FIRST && c <= WIDE_LAST) {
      plain.append((char) (c - WIDE_TO_NARROW));
    } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
      plain.append(Character.digit(c, 10));
    } else if (Character.getType(c) != Character.FORMAT) {
      plain.appendCodePoint(c);
    }
  }

  private static void requireOneScriptAWord(StringBuilder plain, String text) {
    boolean latin = false;
    boolean lookalike = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean letter = Character.isLetter(c);
      latin = letter && (latin || UnicodeScript.of(c) == UnicodeScript.LATIN);
      lookalike = letter && (lookalike || isLookalike(c));
      if (latin && lookalike) {
        throw new UnusableReplyException(
            "A word has letters of two scripts, some of which look like others", text);
      }
    }
  }

  private static boolean isLookalike(char c) {
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.CYRILLIC
        || script == UnicodeScript.ARMENIAN
        || script == UnicodeScript.CHEROKEE;
  }
}
