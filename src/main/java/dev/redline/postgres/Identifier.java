package dev.redline.postgres;

/** Names and texts as SQL takes them, for statements that have no parameters. */
public final class Identifier {

  private Identifier() {}

  /** A name, quoted whatever is in it. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text, quoted whatever is in it. */
  public static String literal(String text) {
    return (text.contains("\\") ? " E'" : "'")
        + text.replace("\\", "\\\\").replace("'", "''")
        + "'";
  }
}
