package dev.redline.quoting;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.core.Utils;

/**
 * Names and texts as SQL takes them, for statements without parameters: those that are run and
 * those that a person is to paste. The driver quotes both.
 */
public final class SqlText {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  private SqlText() {}

  /**
   * A name in quotes, as statements and settings that are lists of names take it.
   *
   * @throws IllegalArgumentException if it holds a character zero, which no name can
   */
  public static String name(String name) {
    return driven(() -> Utils.escapeIdentifier(null, name));
  }

  /**
   * A name in quotes for a line that a person reads and pastes: a character that could not be seen,
   * or would reorder the line, is written by its number, which means the same to the server.
   */
  public static String pastedName(String name) {
    return SeenText.hides(name)
        ? "U&" + SeenText.numbered(name(name.replace("\\", "\\\\")), "\\%04X")
        : name(name);
  }

  /** The same without quotes where the name cannot be taken for anything else. */
  public static String shownName(String name) {
    return PLAIN.matcher(name).matches() ? name : pastedName(name);
  }

  /**
   * A text in quotes, right whatever {@code standard_conforming_strings} says; characters that
   * could not be seen are written by their numbers.
   *
   * @throws IllegalArgumentException if it holds a character zero, which no text can
   */
  public static String literal(String text) {
    String escaped = driven(() -> Utils.escapeLiteral(null, text, false));
    boolean marked = text.contains("\\") || SeenText.hides(text);
    return (marked ? " E'" : "'") + SeenText.numbered(escaped, "\\u%04X") + "'";
  }

  private static String driven(Quoting quoting) {
    try {
      return quoting.quoted().toString();
    } catch (SQLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private interface Quoting {
    CharSequence quoted() throws SQLException;
  }
}
