package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.junit.GateRunListener;
import dev.redline.junit.RunConditions;
import dev.redline.trial.GateOutcomes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The checklist's gates through the Launcher: they look at evidence and open no server. */
class QualityGatesTest {

  private static final String FIRST =
      "Every test of this build has passed, on the sources as they are";

  @TempDir private Path project;

  @Test
  void aProjectWithoutAnyEvidenceIsInconclusiveAtTheFirstPointAndOpensNoServer() {
    GateOutcomes outcomes = run();
    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: sources that the test reports are about: observed no report")
        .contains("Next: run the tests of the sources as they are: mvn verify");
    assertThat(outcomes.failed()).containsOnlyKeys(FIRST);
    assertThat(outcomes.skipped()).hasSize(6);
    assertThat(project.resolve("home").toFile().list((home, name) -> name.startsWith("local-pg")))
        .as("servers")
        .isNullOrEmpty();
  }

  private GateOutcomes run() {
    GateOutcomes outcomes = new GateOutcomes(Map.of());
    RunConditions conditions =
        new RunConditions(
            project,
            Path.of("gates").toAbsolutePath(),
            project.resolve("home"),
            project.resolve("metrics"),
            project.resolve("allure-results"),
            Map.of(),
            Map.of("DATABASE_URL", "mock://test"),
            Clock.systemUTC(),
            System::nanoTime);
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(conditions))
            .addTestExecutionListeners(outcomes)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass("dev.redline.gates.QualityGates"))
                  .build());
    }
    return outcomes;
  }
}
