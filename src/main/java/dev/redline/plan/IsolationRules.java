package dev.redline.plan;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How evaluation and LTST share a server.
 *
 * @param evaluation the role of evaluation and of its searches
 * @param ltst the role of the conversation memory, of another name and application name
 * @param evaluationCache the name of a folder
 * @param ltstCache the name of another folder
 */
public record IsolationRules(
    IsolatedRole evaluation,
    IsolatedRole ltst,
    String evaluationCache,
    String ltstCache,
    GuardLimits guard,
    LoadOptions load,
    InterferenceLimits interference,
    ContentionLimits contention) {

  private static final Pattern FOLDER = Pattern.compile("[.]?[A-Za-z0-9_-][A-Za-z0-9._-]*");

  static IsolationRules read(Node root) {
    Section section =
        root.section("roles", "caches", "guard", "load", "interference", "contention");
    Section roles = section.required("roles").section("evaluation", "ltst");
    Section caches = section.required("caches").section("evaluation", "ltst");
    IsolationRules rules =
        new IsolationRules(
            IsolatedRole.read(roles.required("evaluation")),
            IsolatedRole.read(roles.required("ltst")),
            folder(caches.scalar("evaluation")),
            folder(caches.scalar("ltst")),
            GuardLimits.read(section.required("guard")),
            LoadOptions.read(section.required("load")),
            InterferenceLimits.read(section.required("interference")),
            ContentionLimits.read(section.required("contention")));
    differ(roles, rules.evaluation.name(), rules.ltst.name(), "a name");
    differ(
        roles,
        rules.evaluation.applicationName(),
        rules.ltst.applicationName(),
        "an application_name");
    differ(caches, rules.evaluationCache, rules.ltstCache, "a folder");
    return rules;
  }

  /** Both roles, evaluation first. */
  public List<IsolatedRole> roles() {
    return List.of(evaluation, ltst);
  }

  private static void differ(Section section, String one, String other, String what) {
    if (one.equals(other)) {
      throw new PlanException(
          section.at(),
          "evaluation and ltst share \"%s\". Give each %s of its own.".formatted(one, what));
    }
  }

  private static String folder(ScalarNode scalar) {
    if (!FOLDER.matcher(scalar.asText()).matches()) {
      throw scalar.wrongType("the name of one folder (letters, digits, _, -, dots)");
    }
    return scalar.asText();
  }
}
