package dev.redline.plan.value;

import dev.redline.plan.yaml.Node;
import java.util.regex.Pattern;

/** The rule for a name that the harness gives to something on a server: SQL needs no quotes. */
public final class SqlName {

  private static final Pattern NOTATION = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

  private SqlName() {}

  public static String read(Node node) {
    String name = node.scalar().asText();
    if (!NOTATION.matcher(name).matches()) {
      throw node.wrongType("a name of 1 to 63 of a to z, 0 to 9 and _, not pg_*,");
    }
    return name;
  }
}
