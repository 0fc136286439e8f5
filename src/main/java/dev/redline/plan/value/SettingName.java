package dev.redline.plan.value;

import dev.redline.plan.yaml.Excerpt;
import dev.redline.plan.yaml.Location;
import dev.redline.plan.yaml.NearestName;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import java.util.regex.Pattern;

/** The rule for the name of a PostgreSQL setting, spelled as {@code pg_settings} spells it. */
public final class SettingName {

  private static final Pattern NOTATION =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

  private SettingName() {}

  public static String read(Node node) {
    return check(node.at(), node.scalar().asText());
  }

  /** A name that a setting could have, whether or not any server has it. */
  public static String readAny(ScalarNode node) {
    return notation(node.at(), node.asText());
  }

  public static String check(Location at, String name) {
    notation(at, name);
    if (!SettingCatalogue.mayExist(name)) {
      String guess =
          NearestName.of(name, SettingCatalogue.names())
              .map(near -> " Did you mean " + near + "?")
              .orElse(" Correct it or take it out.");
      throw new PlanException(
          at,
          "found \""
              + Excerpt.of(name)
              + "\", which is no setting of PostgreSQL 14 to 18."
              + guess);
    }
    return name;
  }

  private static String notation(Location at, String name) {
    if (!NOTATION.matcher(name).matches()) {
      throw new PlanException(
          at,
          "found \""
              + Excerpt.of(name)
              + "\", which cannot be the name of a setting: letters, digits and _, such as"
              + " shared_buffers or hnsw.ef_search.");
    }
    return name;
  }
}
