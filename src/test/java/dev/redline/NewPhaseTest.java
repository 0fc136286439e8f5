package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.junit.GateRunListener;
import dev.redline.junit.SelectedGates;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The phase that docs/architecture.md adds: its class of gates, its YAML and a line in
 * gates/plan.yaml; the phase itself is there already. Nothing else is told of its tag.
 */
@ExtendWith(StageTrials.class)
class NewPhaseTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n(package dev.redline.gates;.*?)```", Pattern.DOTALL);

  private static final String SETTINGS =
      """
      stage: D
      scale: none
      settings:
        work_mem:
          value: 6MB
          because: sorts that fit into memory write no files
      """;

  private static final DiscoverySelector DISCOVERY =
      DiscoverySelectors.selectClass("dev.redline.gates.DiscoveryGates");

  @TempDir private Path folder;

  @Test
  void itIsSelectedByItsTagRunsAndStays(StageTrial trial) throws Exception {
    Files.writeString(trial.gates().resolve("stages/d.yaml"), SETTINGS);
    trial.edit(
        "plan.yaml",
        "  - tag: rollback\n",
        "  - tag: stageD\n    needs: [discovery]\n    settings: stages/d.yaml\n  - tag: rollback\n");

    Class<?> gates = gates();
    GateOutcomes outcomes = run(trial, "stageD", gates);

    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed())
        .contains("The server answers, is recent enough and has the extensions that the plan needs")
        .contains("Everything planned is in force, from where it was written")
        .contains("The change is committed");
    assertThat(trial.query("SHOW work_mem")).containsExactly("6MB");
    assertThat(run(trial, "index", gates).passed()).isEmpty();
  }

  private GateOutcomes run(StageTrial trial, String tag, Class<?> gates) {
    GateOutcomes outcomes = new GateOutcomes(Map.of());
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(trial.conditions()))
            .addTestExecutionListeners(outcomes)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .configurationParameter(
                      "junit.jupiter.testclass.order.default",
                      "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
                  .selectors(DISCOVERY, DiscoverySelectors.selectClass(gates))
                  .filters(SelectedGates.by(tag, trial.gates()))
                  .build());
    }
    return outcomes;
  }

  /** The example's class, beside the other classes of gates as if it had been built with them. */
  private Class<?> gates() throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/architecture.md")));
    assertThat(example.find()).isTrue();
    Path source = folder.resolve("StageDGates.java");
    Files.writeString(source, example.group(1));
    String classPath = System.getProperty("java.class.path");
    String[] options = {
      "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", classPath, source.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    return MethodHandles.privateLookupIn(
            Class.forName("dev.redline.gates.StageAGates"), MethodHandles.lookup())
        .defineClass(Files.readAllBytes(folder.resolve("dev/redline/gates/StageDGates.class")));
  }
}
