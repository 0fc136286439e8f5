package dev.redline.scan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells a read of a variable from a definition and from a mere mention. In order: the first that
 * fits decides. A name put together at run time is not seen.
 */
final class ReadIdioms {

  /** A definition, or another variable's value being set to a text. */
  private static final Pattern DEFINED_AFTER =
      Pattern.compile(
          "\\\\?[\"'`]?(?:(?:\\s*\\]|[)}])?\\s*(?:\\?\\?|\\|\\||:|\\+)?=(?![=~>])|\\s*=>)");

  private static final Pattern SET_BEFORE =
      Pattern.compile(
          "(?i)(?:(?:set_?env|putenv|unset_?env|del_?env|stub_?env|set_?var|remove_?var)\\w*"
              + "\\(\\s*|\\.(?:put|set|with_?env|remove)\\(\\s*|\\b(?:unset|del|delete|(?-i:ENV))\\s+)"
              + IdiomTable.QUOTE
              + "?$");

  private static final Pattern KEY_AFTER = Pattern.compile("\\\\?[\"'`]\\s*:\\s*\\S");

  private ReadIdioms() {}

  /** The read that the variable from {@code start} to {@code end} is; empty if it is none. */
  static Optional<Seen> at(String line, int start, int end, Language language) {
    return first(IdiomTable.FIRST, line, start, end, language)
        .or(
            () ->
                isDefined(line, start, end)
                    ? Optional.empty()
                    : first(IdiomTable.LATER, line, start, end, language));
  }

  /**
   * A read.
   *
   * @param shown the part of the line that makes it one, never more
   */
  record Seen(String idiom, String shown) {}

  private static boolean isDefined(String line, int start, int end) {
    String before = line.substring(Math.max(0, start - 60), start);
    String after = line.substring(end);
    boolean argument = before.endsWith("ARG ");
    return !argument
        && (DEFINED_AFTER.matcher(after).lookingAt()
            || KEY_AFTER.matcher(after).lookingAt()
            || SET_BEFORE.matcher(before).find());
  }

  private static Optional<Seen> first(
      List<Idiom> idioms, String line, int start, int end, Language language) {
    for (Idiom idiom : idioms) {
      Optional<String> shown = idiom.shown(line, start, end, language);
      if (shown.isPresent()) {
        return Optional.of(new Seen(idiom.name(), shown.get()));
      }
    }
    return Optional.empty();
  }
}
