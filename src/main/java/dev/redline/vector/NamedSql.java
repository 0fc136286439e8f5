package dev.redline.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with parameters by name, as the driver takes it.
 *
 * @param sql with {@code ?} for each parameter
 * @param names of the parameters in their order; one that occurs twice stands here twice
 */
public record NamedSql(String sql, List<String> names) {

  /** What holds no parameters: strings, names in quotes, comments, casts; then parameters. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<kept>[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
              + "|(?<tag>\\$(?:[A-Za-z_]\\w*)?\\$).*?\\k<tag>|--[^\\n]*|/\\*.*?\\*/|::|:=)"
              + "|:(?<name>[A-Za-z_]\\w*)|\\$(?<number>\\d+)|(?<operator>\\?)",
          Pattern.DOTALL);

  public NamedSql {
    names = List.copyOf(names);
  }

  /** The same of a statement with {@code $1}, as the server itself writes it. */
  public static NamedSql ofNumbered(String text) {
    return parse(text, "number");
  }

  /** Finds {@code :name}; an operator with {@code ?} is doubled, as the driver wants it. */
  public static NamedSql parse(String text) {
    return parse(text, "name");
  }

  private static NamedSql parse(String text, String parameter) {
    List<String> names = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String name = token.group(parameter);
      if (name != null) {
        names.add(name);
      }
      String put = name != null ? "?" : token.group("operator") != null ? "??" : token.group();
      token.appendReplacement(sql, Matcher.quoteReplacement(put));
    }
    return new NamedSql(token.appendTail(sql).toString(), names);
  }
}
