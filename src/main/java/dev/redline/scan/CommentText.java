package dev.redline.scan;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a place in a line is in a comment. Sees one line: the inside of a longer comment only
 * where a line of it starts with a star.
 */
final class CommentText {

  private static final String GAPS = ";{}(),";

  /** A star with a word after it is a pointer. */
  private static final Pattern STARRED = Pattern.compile("\\s*\\*(?![\\w(])");

  /** A notebook keeps each line of a cell as a text. */
  private static final Pattern CELL = Pattern.compile("\\s*\"\\s*#");

  /** Where <code>#{</code> puts a value into a text. */
  private static final Set<Language> INTERPOLATING = Set.of(Language.RUBY, Language.SCRIPT);

  private final String line;
  private final Language language;

  private CommentText(String line, Language language) {
    this.line = line;
    this.language = language;
  }

  static boolean covers(String line, int place, Language language) {
    CommentText text = new CommentText(line, language);
    return switch (language.comments) {
      case HASH -> text.isCell() || text.isAfterMark(0, place);
      case SLASHES -> text.isAfterMark(text.endOfStarred(), place);
      case NONE -> false;
    };
  }

  private boolean isCell() {
    return language == Language.PYTHON && CELL.matcher(line).lookingAt();
  }

  /** Where code starts in a line that may be the inside of a comment. */
  private int endOfStarred() {
    Matcher star = STARRED.matcher(line);
    return star.lookingAt() ? endOfComment(star.end() - 1) : 0;
  }

  private int endOfComment(int from) {
    int end = line.indexOf("*/", from);
    return end < 0 ? Integer.MAX_VALUE : end + 2;
  }

  /** Whether a mark stands before the place, outside quotes, and its comment goes on there. */
  private boolean isAfterMark(int from, int place) {
    char quote = 0;
    int i = from;
    while (i < place) {
      char letter = line.charAt(i);
      if (quote != 0) {
        quote = letter == quote && line.charAt(i - 1) != '\\' ? 0 : quote;
      } else if (letter == '"' || letter == '\'' || letter == '`') {
        quote = letter;
      } else if (isMark(i)) {
        i = line.startsWith("/*", i) ? endOfComment(i + 2) : Integer.MAX_VALUE;
        continue;
      }
      i++;
    }
    return i > place;
  }

  /** At the start of a word. */
  private boolean isMark(int place) {
    boolean mark =
        language.comments == Language.Comments.HASH
            ? line.startsWith("#", place) && !isValue(place)
            : line.startsWith("//", place) || line.startsWith("/*", place);
    return mark && (place == 0 || isGap(line.charAt(place - 1)));
  }

  /** The length of a variable in a shell, or what is put into a text. */
  private boolean isValue(int place) {
    return line.startsWith("${#", place - 2)
        || (INTERPOLATING.contains(language) && line.startsWith("#{", place));
  }

  private static boolean isGap(char letter) {
    return Character.isWhitespace(letter) || GAPS.indexOf(letter) >= 0;
  }
}
