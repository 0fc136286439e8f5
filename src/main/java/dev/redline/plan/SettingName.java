package dev.redline.plan;

import java.util.regex.Pattern;

/** The rule for the name of a PostgreSQL setting, spelled as {@code pg_settings} spells it. */
final class SettingName {

  private static final Pattern NOTATION = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

  private SettingName() {}

  static String read(Node node) {
    return check(node.at(), node.scalar().asText());
  }

  static String check(Location at, String name) {
    if (!NOTATION.matcher(name).matches()) {
      throw new PlanException(
          at,
          "found \""
              + name
              + "\", which cannot be the name of a setting: letters a to z in lower case,"
              + " digits and _, such as shared_buffers or hnsw.ef_search.");
    }
    return name;
  }
}
