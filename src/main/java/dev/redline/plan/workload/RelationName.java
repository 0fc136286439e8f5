package dev.redline.plan.workload;

import dev.redline.plan.yaml.ScalarNode;
import dev.redline.quoting.SqlText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table or view with its schema.
 *
 * @param schema as the catalog has it, without quotes
 * @param name as the catalog has it, without quotes
 */
public record RelationName(String schema, String name) {

  private static final String PART = "(\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
  private static final Pattern NOTATION = Pattern.compile(PART + "\\." + PART);

  static RelationName read(ScalarNode scalar) {
    Matcher parts = NOTATION.matcher(scalar.asText());
    if (!parts.matches()) {
      throw scalar.wrongType(
          "schema.name, such as kb.articles or kb.\"Doc Chunks\" (capitals and spaces in double"
              + " quotes)");
    }
    return new RelationName(identifier(parts.group(1)), identifier(parts.group(2)));
  }

  /** As SQL reads it: without quotes, letters are small. */
  private static String identifier(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
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
