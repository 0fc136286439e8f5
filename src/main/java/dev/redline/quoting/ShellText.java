package dev.redline.quoting;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a POSIX shell takes them. */
public final class ShellText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+-]+");

  private ShellText() {}

  /** One word, whatever is in it. */
  public static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A program and its arguments. */
  public static String line(List<String> words) {
    return words.stream().map(ShellText::word).collect(Collectors.joining(" "));
  }
}
