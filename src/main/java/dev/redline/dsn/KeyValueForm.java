package dev.redline.dsn;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes libpq's {@code key=value} form apart: quotes, backslashes, spaces around the equals sign.
 */
final class KeyValueForm {

  private final String text;
  private int position;

  private KeyValueForm(String text) {
    this.text = text;
  }

  /** The values under libpq's keywords, empty ones left out. */
  static Map<String, String> parse(String text) {
    return new KeyValueForm(text).pairs();
  }

  private Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    skipSpace();
    while (position < text.length()) {
      String key = key();
      String value = startsQuote() ? quoted() : bare();
      if (!value.isEmpty()) {
        pairs.put(key, value);
      }
      skipSpace();
    }
    return pairs;
  }

  private String key() {
    int start = position;
    while (position < text.length() && !isSpace() && text.charAt(position) != '=') {
      position++;
    }
    String key = text.substring(start, position);
    skipSpace();
    if (position == text.length() || text.charAt(position) != '=') {
      throw new DsnException("an = is missing; put a value with spaces in single quotes");
    }
    position++;
    skipSpace();
    return key;
  }

  private String bare() {
    StringBuilder value = new StringBuilder();
    while (position < text.length() && !isSpace()) {
      value.append(character());
    }
    return value.toString();
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length() && !startsQuote()) {
      value.append(character());
    }
    if (position == text.length()) {
      throw new DsnException("a single quote is not closed; write \\' for one within a value");
    }
    position++;
    return value.toString();
  }

  /** The next character; a backslash takes away the meaning of the one that follows it. */
  private String character() {
    if (text.charAt(position) == '\\') {
      position++;
    }
    String character = position < text.length() ? text.substring(position, position + 1) : "";
    position = Math.min(position + 1, text.length());
    return character;
  }

  private boolean startsQuote() {
    return position < text.length() && text.charAt(position) == '\'';
  }

  private boolean isSpace() {
    return Character.isWhitespace(text.charAt(position));
  }

  private void skipSpace() {
    while (position < text.length() && isSpace()) {
      position++;
    }
  }
}
