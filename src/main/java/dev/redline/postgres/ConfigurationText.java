package dev.redline.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of a postgresql.conf with one block of ours at its end. The server lets the last line
 * that names a setting win, so the block overrides what stands above it and nothing above it is
 * touched. Bytes outside the block are kept as they are, whatever their encoding.
 */
public final class ConfigurationText {

  private static final String BEGIN = "# >>> redline: managed block, do not edit by hand\n";
  private static final String END = "# <<< redline\n";
  private static final Pattern BLOCK =
      Pattern.compile(Pattern.quote(BEGIN) + "(.*?)" + Pattern.quote(END), Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_.]*) = '.*\n");

  private ConfigurationText() {}

  /**
   * The text with the given settings in the block. What an earlier block sets and {@code settings}
   * do not name stays in the block, before them: each phase adds to those that went before it.
   *
   * @param purpose a comment inside the block, one line; replaces that of an earlier block
   * @param settings value by name, in the order in which they are to be written; what is not ASCII
   *     in them is written as UTF-8
   * @throws IllegalArgumentException for a name that is none, or more than one line
   */
  public static byte[] withBlock(byte[] text, String purpose, Map<String, String> settings) {
    String whole = new String(text, StandardCharsets.ISO_8859_1);
    Map<String, String> lines = linesOfBlocks(whole);
    settings.forEach(
        (name, value) -> {
          lines.remove(name);
          lines.put(name, line(name, value));
        });
    StringBuilder result = new StringBuilder(BLOCK.matcher(whole).replaceAll(""));
    if (!result.isEmpty() && result.charAt(result.length() - 1) != '\n') {
      result.append('\n');
    }
    result.append(BEGIN).append("# ").append(oneLine("the purpose", purpose)).append('\n');
    lines.values().forEach(result::append);
    result.append(END);
    return result.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The text of a postgresql.auto.conf without the lines that set one of the names, and with the
   * given ones at its end.
   *
   * @param settings value by name, of some of the names
   */
  public static byte[] withLines(
      byte[] text, Collection<String> names, Map<String, String> settings) {
    StringBuilder result = new StringBuilder();
    new String(text, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(each -> names.stream().noneMatch(name -> each.startsWith(name + " = ")))
        .forEach(each -> result.append(each).append('\n'));
    settings.forEach((name, value) -> result.append(line(name, value)));
    return result.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The lines by the names of their settings, as they stand. */
  private static Map<String, String> linesOfBlocks(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    BLOCK
        .matcher(text)
        .results()
        .flatMap(block -> LINE.matcher(block.group(1)).results())
        .forEach(line -> lines.put(line.group(1), line.group()));
    return lines;
  }

  private static String line(String name, String value) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
      throw new IllegalArgumentException("Not the name of a setting: " + name);
    }
    return name + " = " + quoted(oneLine(name, value)) + "\n";
  }

  /** As a value of postgresql.conf: between quotes a backslash begins an escape there. */
  public static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** One char for each byte of UTF-8. */
  private static String oneLine(String name, String text) {
    if (text.contains("\n")) {
      throw new IllegalArgumentException("postgresql.conf cannot hold more than one line: " + name);
    }
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
