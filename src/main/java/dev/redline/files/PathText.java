package dev.redline.files;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The path of a file as text, and back, whatever the locale: a Java of {@code LANG=C} has only
 * question marks for letters beyond ASCII, and takes none of them in a path. Its URIs keep the
 * bytes.
 */
public final class PathText {

  private static final String UNRESERVED = "-._~/";

  private PathText() {}

  /**
   * What a file is called below a folder, with {@code /} between; bytes that are no UTF-8 become
   * U+FFFD.
   *
   * @param root absolute
   * @param file absolute, in the folder
   */
  public static String of(Path root, Path file) {
    String text = root.relativize(file).toString().replace('\\', '/');
    return isAscii(text) ? text : textOfUri(root, file);
  }

  /**
   * The file that {@link #of} calls so, which need not be there.
   *
   * @param root absolute
   */
  public static Path in(Path root, String text) {
    if (isAscii(text)) {
      return root.resolve(text);
    }
    String top = root.toUri().toString();
    return Path.of(URI.create(top + (top.endsWith("/") ? "" : "/") + escaped(text)));
  }

  private static String textOfUri(Path root, Path file) {
    String text = root.toUri().relativize(file.toUri()).getPath();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** A URI's own way composes letters anew, which names another file. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          letter > 0 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
      escaped.append(
          plain ? String.valueOf((char) letter) : String.format(Locale.ROOT, "%%%02X", letter));
    }
    return escaped.toString();
  }
}
