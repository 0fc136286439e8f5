package dev.redline.record.picture;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of others as a person can trust that they stand there. */
public final class SeenText {

  /** Characters that turn the direction of what follows, or cannot be seen. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}&&[^\\n\\t]]|[\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]");

  private SeenText() {}

  /** The same text; a character that would hide or reorder others is shown by its number. */
  public static String of(String text) {
    return UNSEEN
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.format(Locale.ROOT, "\\u%04X", (int) found.group().charAt(0))));
  }
}
