package dev.redline.scan;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a language reads a variable.
 *
 * @param name for a person
 * @param languages in which it counts
 * @param before what stands directly before the variable's name
 * @param after what stands directly after it
 */
record Idiom(String name, Set<Language> languages, Pattern before, Pattern after) {

  /** More is never needed to recognise one, and long lines must not cost more. */
  private static final int REACH = 120;

  static Idiom of(String name, Set<Language> languages, String before, String after) {
    return new Idiom(
        name, languages, Pattern.compile("(?:" + before + ")$"), Pattern.compile(after));
  }

  /**
   * What of the line makes this a read: keywords, quotes and the variable, nothing else. Empty if
   * it is none.
   */
  Optional<String> shown(String line, int start, int end, Language language) {
    if (!languages.contains(language)) {
      return Optional.empty();
    }
    String following = line.substring(end, Math.min(line.length(), end + REACH));
    if (!after.matcher(following).lookingAt()) {
      return Optional.empty();
    }
    Matcher left = before.matcher(line.substring(Math.max(0, start - REACH), start));
    return left.find()
        ? Optional.of((left.group() + line.substring(start, end)).strip() + closing(left.group()))
        : Optional.empty();
  }

  /** The rest of the line may hold anything: what was opened is closed here instead. */
  private static String closing(String opened) {
    StringBuilder closing = new StringBuilder();
    for (int i = opened.length() - 1; i >= 0; i--) {
      int pair = "\"'`({[".indexOf(opened.charAt(i));
      if (pair < 0) {
        break;
      }
      closing.append("\"'`)}]".charAt(pair));
    }
    return closing.toString();
  }
}
