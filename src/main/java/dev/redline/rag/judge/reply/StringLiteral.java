package dev.redline.rag.judge.reply;

/**
 * A string literal in Python's notation, without prefix.
 *
 * @param value with escapes resolved
 * @param end index behind the closing quotes
 */
record StringLiteral(String value, int end) {

  /**
   * Reads the literal that starts at {@code start}.
   *
   * @throws NotLiteralException if there is none, or it does not end, or an escape is malformed
   */
  static StringLiteral at(String text, int start) {
    String quotes = quotes(text, start);
    StringBuilder value = new StringBuilder();
    int at = start + quotes.length();
    while (!text.startsWith(quotes, at)) {
      if (at >= text.length()) {
        throw new NotLiteralException();
      }
      if (text.charAt(at) == '\\') {
        Escape escape = Escape.at(text, at);
        value.append(escape.value());
        at = escape.end();
      } else {
        value.append(text.charAt(at++));
      }
    }
    return new StringLiteral(value.toString(), at + quotes.length());
  }

  private static String quotes(String text, int start) {
    if (start >= text.length() || (text.charAt(start) != '"' && text.charAt(start) != '\'')) {
      throw new NotLiteralException();
    }
    String one = text.substring(start, start + 1);
    return text.startsWith(one.repeat(3), start) ? one.repeat(3) : one;
  }
}
