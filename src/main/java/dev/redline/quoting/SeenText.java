package dev.redline.quoting;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of others as a person can trust that they stand there. */
public final class SeenText {

  private static final String DIRECTION =
      "[\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]";

  /** Characters that turn the direction of what follows, or cannot be seen. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|" + DIRECTION);

  /** The same, and what ends a line. */
  private static final Pattern UNSEEN_IN_A_LINE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029]|" + DIRECTION);

  private SeenText() {}

  /** The same text; a character that would hide or reorder others is shown by its number. */
  public static String of(String text) {
    return numbered(UNSEEN, text, "\\u%04X");
  }

  /** The same on one line. */
  public static String line(String text) {
    return of(text.strip().replaceAll("\\s+", " "));
  }

  /** Whether a reader of the line would not see all that is there. */
  public static boolean hides(String text) {
    return UNSEEN_IN_A_LINE.matcher(text).find();
  }

  /** The text with each character that a reader of the line would not see in the given form. */
  public static String numbered(String text, String form) {
    return numbered(UNSEEN_IN_A_LINE, text, form);
  }

  private static String numbered(Pattern pattern, String text, String form) {
    return pattern
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.format(Locale.ROOT, form, (int) found.group().charAt(0))));
  }
}
