package dev.redline.scan;

/**
 * Whether a place in a line is in a comment. Sees one line: the inside of a longer comment only
 * where a line of it starts with a star.
 */
final class CommentText {

  private CommentText() {}

  static boolean covers(String line, int place, Language language) {
    return switch (language.comments) {
      case HASH -> starts(line, place, "#");
      case SLASHES -> starts(line, place, "//") || starts(line, place, "/*") || isStarred(line);
      case NONE -> false;
    };
  }

  private static boolean isStarred(String line) {
    return line.stripLeading().startsWith("*");
  }

  /** Whether the mark stands before the place, outside quotes, at the start of a word. */
  private static boolean starts(String line, int place, String mark) {
    char quote = 0;
    for (int i = 0; i < place; i++) {
      char letter = line.charAt(i);
      if (quote != 0) {
        quote = letter == quote && line.charAt(i - 1) != '\\' ? 0 : quote;
      } else if (letter == '"' || letter == '\'' || letter == '`') {
        quote = letter;
      } else if (line.startsWith(mark, i) && (i == 0 || isGap(line.charAt(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGap(char letter) {
    return Character.isWhitespace(letter) || ";{}(),".indexOf(letter) >= 0;
  }
}
