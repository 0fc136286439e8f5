package dev.redline.phase.index;

/** Names and texts as SQL writes them. */
final class SqlNames {

  private SqlNames() {}

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Right whatever {@code standard_conforming_strings} says. */
  static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
