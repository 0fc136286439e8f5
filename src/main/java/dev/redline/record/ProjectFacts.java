package dev.redline.record;

import dev.redline.plan.Plan;
import io.qameta.allure.Allure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.launcher.Launcher;
import org.postgresql.Driver;
import tools.jackson.databind.json.JsonMapper;

/** What a context bundle says that is the same for every run of a build. */
public final class ProjectFacts {

  private ProjectFacts() {}

  /**
   * What this process runs on, and after it what the server is.
   *
   * @param server its versions by name, such as {@code PostgreSQL}; possibly none
   */
  public static Map<String, String> stack(Map<String, String> server) {
    Map<String, String> stack = new LinkedHashMap<>();
    stack.put("Java", System.getProperty("java.version"));
    stack.put(System.getProperty("os.name"), System.getProperty("os.version"));
    stack.put("JUnit Platform", version(Launcher.class));
    stack.put("Allure", version(Allure.class));
    stack.put("pgjdbc", version(Driver.class));
    stack.put("Jackson", version(JsonMapper.class));
    stack.putAll(server);
    return stack;
  }

  /** What lies where in the project. */
  public static Map<String, String> layout() {
    Map<String, String> layout = new LinkedHashMap<>();
    layout.put(
        "gates/", "what must hold: plan, stages, red lines, latency targets, target, record");
    layout.put("fixtures/", "what it is tried on: schema, corpus and cases, PostgreSQL set-up");
    layout.put("src/main/java/dev/redline/", "the harness: probes, verdicts, reversible changes");
    layout.put("src/test/java/dev/redline/gates/", "the gates: one class a phase");
    layout.put("metrics/", "evidence, journal, hot-fixes, and this file");
    layout.put("reports/allure/", "the report of the last run");
    return layout;
  }

  /** What to run, phases in their order first. */
  public static Map<String, String> commands(Plan plan) {
    Map<String, String> commands = new LinkedHashMap<>();
    plan.phases()
        .forEach(
            phase ->
                commands.put(
                    "mvn verify -Dgroups=" + phase.tag(),
                    phase.needs().isEmpty()
                        ? "runs the phase"
                        : "runs the phase, which needs " + String.join(", ", phase.needs())));
    commands.put("mvn verify -Dgroups=audit", "checks the journal and what it vouches for");
    commands.put("mvn verify", "tests the harness itself; changes no server of yours");
    commands.put(
        "mvn verify -Dgroups=<phase> -Dwaive=<id> -Dreason=\"...\"",
        "takes a hot-fix out of the way");
    return commands;
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "of unknown version" : version;
  }
}
