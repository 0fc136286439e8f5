package dev.redline.quoting;

import java.util.regex.Pattern;

/** Texts of others as Markdown takes them. */
public final class MarkdownText {

  /** An underscore within a word is none. */
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\`*\\[\\]<>#|~$&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");

  private MarkdownText() {}

  /** On one line, as text: no markup, no HTML, and nobody is mentioned. */
  public static String escaped(String text) {
    return MARKUP.matcher(SeenText.line(text)).replaceAll("\\\\$0").replace("@", "&#64;");
  }

  /** On one line, as code, whatever backticks it holds. */
  public static String code(String text) {
    String line = SeenText.line(text);
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
  }
}
