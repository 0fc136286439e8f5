package dev.redline.plan.yaml;

import java.util.regex.Pattern;

/** The rule for a file or folder that a plan names: below its folder, whatever is there. */
public final class ProjectPath {

  private static final Pattern BELOW = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*");

  private ProjectPath() {}

  public static String read(ScalarNode node) {
    if (!BELOW.matcher(node.asText()).matches()) {
      throw node.wrongType("a path below the project's folder, such as fixtures/judge/pairs.jsonl");
    }
    return node.text();
  }
}
