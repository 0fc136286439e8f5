package dev.redline.plan.yaml;

import java.util.regex.Pattern;

/** What a message shows of a file's content: one short line that no terminal takes for commands. */
public final class Excerpt {

  private static final int LONGEST = 80;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\s&&[^ ]]+");

  private Excerpt() {}

  public static String of(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return printable(start);
  }

  /** A sentence that may repeat a part of a file, on one line. */
  static String printable(String sentence) {
    return UNPRINTABLE.matcher(sentence).replaceAll(" ");
  }
}
