package dev.redline.plan.isolation;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Set;

/**
 * How evaluation and LTST share a server.
 *
 * @param evaluation the role of evaluation and of its searches
 * @param ltst the role of the conversation memory, of another name and application name
 */
public record IsolationConfig(
    IsolatedRole evaluation,
    IsolatedRole ltst,
    CacheConfig caches,
    GuardLimits guard,
    LoadOptions load,
    InterferenceLimits interference,
    ContentionLimits contention) {

  /** The names of the roles, which have settings of their own. */
  public Set<String> roleNames() {
    return Set.of(evaluation.name(), ltst.name());
  }

  public static IsolationConfig read(Node root) {
    Section section =
        root.section("roles", "caches", "guard", "load", "interference", "contention");
    Section roles = section.required("roles").section("evaluation", "ltst");
    IsolationConfig config =
        new IsolationConfig(
            IsolatedRole.read(roles.required("evaluation")),
            IsolatedRole.read(roles.required("ltst")),
            CacheConfig.read(section.required("caches")),
            GuardLimits.read(section.required("guard")),
            LoadOptions.read(section.required("load")),
            InterferenceLimits.read(section.required("interference")),
            ContentionLimits.read(section.required("contention")));
    differ(roles, config.evaluation.name(), config.ltst.name(), "a name");
    differ(
        roles,
        config.evaluation.applicationName(),
        config.ltst.applicationName(),
        "an application_name");
    differ(section, config.caches.evaluation(), config.caches.ltst(), "a folder");
    return config;
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
}
