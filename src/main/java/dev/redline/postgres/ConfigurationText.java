package dev.redline.postgres;

import java.nio.charset.StandardCharsets;
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
      Pattern.compile(Pattern.quote(BEGIN) + ".*?" + Pattern.quote(END), Pattern.DOTALL);

  private ConfigurationText() {}

  /**
   * The text with the given settings in the block, which replaces an earlier one.
   *
   * @param purpose a comment inside the block, one line
   * @param settings value by name, in the order in which they are to be written
   */
  public static byte[] withBlock(byte[] text, String purpose, Map<String, String> settings) {
    StringBuilder result = new StringBuilder(withoutBlock(text));
    if (!result.isEmpty() && result.charAt(result.length() - 1) != '\n') {
      result.append('\n');
    }
    result.append(BEGIN).append("# ").append(purpose).append('\n');
    settings.forEach((name, value) -> result.append(line(name, value)));
    result.append(END);
    return result.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String withoutBlock(byte[] text) {
    return BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1)).replaceAll("");
  }

  private static String line(String name, String value) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*") || value.contains("\n")) {
      throw new IllegalArgumentException("Not a setting that postgresql.conf can hold: " + name);
    }
    return name + " = '" + value.replace("'", "''") + "'\n";
  }
}
