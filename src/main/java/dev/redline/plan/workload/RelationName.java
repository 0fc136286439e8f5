package dev.redline.plan.workload;

import dev.redline.plan.yaml.ScalarNode;
import dev.redline.quoting.SqlText;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table or view with its schema.
 *
 * @param schema as the catalog has it, without quotes
 * @param name as the catalog has it, without quotes
 */
public record RelationName(String schema, String name) {

  private static final String PART = "((?:[Uu]&)?\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
  private static final Pattern NOTATION = Pattern.compile(PART + "\\." + PART);

  /** After U&: a backslash twice, or a character by its number of four or, after +, six digits. */
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:(\\\\)|([0-9A-Fa-f]{4})|\\+([0-9A-Fa-f]{6}))");

  static RelationName read(ScalarNode scalar) {
    Matcher parts = NOTATION.matcher(scalar.asText());
    if (!parts.matches()) {
      throw scalar.wrongType(
          "schema.name, such as kb.articles or kb.\"Doc Chunks\" (capitals and spaces in double"
              + " quotes)");
    }
    try {
      return new RelationName(identifier(parts.group(1)), identifier(parts.group(2)));
    } catch (IllegalArgumentException e) {
      throw scalar.wrongType(String.valueOf(e.getMessage()));
    }
  }

  /** As SQL reads it: without quotes, letters are small. */
  private static String identifier(String written) {
    int quote = written.indexOf('"');
    if (quote < 0) {
      return written.toLowerCase(Locale.ROOT);
    }
    String quoted = written.substring(quote + 1, written.length() - 1).replace("\"\"", "\"");
    return quote == 0 ? quoted : numbered(quoted);
  }

  /** With characters in place of their numbers, as after U&. */
  private static String numbered(String escaped) {
    if (ESCAPE.matcher(escaped).replaceAll("").contains("\\")) {
      throw new IllegalArgumentException(
          "\\XXXX or \\+XXXXXX for a character, \\\\ for a backslash, after U&");
    }
    String name =
        ESCAPE.matcher(escaped).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    boolean named = name.codePoints().allMatch(RelationName::mayBeNamed);
    if (!named) {
      throw new IllegalArgumentException("characters that PostgreSQL takes, after U&");
    }
    return name;
  }

  private static String character(MatchResult found) {
    if (found.group(1) != null) {
      return "\\";
    }
    String digits = found.group(2) == null ? found.group(3) : found.group(2);
    int number = Integer.parseInt(digits, 16);
    return Character.isValidCodePoint(number) ? Character.toString(number) : "\0";
  }

  /** No zero, and no half of a pair. */
  private static boolean mayBeNamed(int character) {
    return character != 0 && Character.getType(character) != Character.SURROGATE;
  }

  /** For a statement: both parts in quotes. */
  public String sql() {
    return SqlText.name(schema) + "." + SqlText.name(name);
  }

  /** For a statement that a person is to paste. */
  public String pasted() {
    return SqlText.pastedName(schema) + "." + SqlText.pastedName(name);
  }

  /** As a person writes it, with quotes only where SQL needs them. */
  @Override
  public String toString() {
    return SqlText.shownName(schema) + "." + SqlText.shownName(name);
  }
}
