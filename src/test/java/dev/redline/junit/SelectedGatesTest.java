package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.junit.samples.SideBySideSamples;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What is selected, and in which order it runs, whoever launches it: no setting of JUnit's helps.
 */
class SelectedGatesTest {

  private static final String GATES = "dev.redline.gates.";
  private static final String RESULTS = "allure.results.directory";

  @Test
  void discoveryComesAlongAndFirstWhateverTheLauncherFindsFirst() {
    assertThat(classes("stageA", GATES + "StageAGates", GATES + "DiscoveryGates"))
        .containsExactly("DiscoveryGates", "StageAGates");
  }

  @Test
  void whatNobodySelectsIsLeftOut() {
    assertThat(
            classes("stageB", GATES + "StageAGates", GATES + "AuditGates", GATES + "StageBGates"))
        .containsExactly("StageBGates");
  }

  @Test
  void testsOfSomebodysStayWhereTheyAre() {
    assertThat(
            classes(
                "stageA",
                Theirs.class.getName(),
                GATES + "StageAGates",
                SideBySide.class.getName(),
                GATES + "DiscoveryGates"))
        .containsExactly(
            "SelectedGatesTest$Theirs",
            "DiscoveryGates",
            "SelectedGatesTest$SideBySide",
            "StageAGates");
  }

  /** Nobody looks for its plan, which would be made, nor takes its expression for ours. */
  @Test
  void aBuildWithoutGatesIsLeftAlone() {
    assertThat(classes("com.example.Fast & (", Theirs.class.getName()))
        .containsExactly("SelectedGatesTest$Theirs");
  }

  /**
   * Who says where results go empties that folder, when the run begins; the selection comes before.
   */
  @Test
  void theSelectionSaysNothingOfWhereResultsGo() {
    Map<String, String> kept = new HashMap<>();
    for (String name : List.of("groups", RESULTS)) {
      kept.put(name, System.getProperty(name));
    }
    try {
      System.setProperty("groups", "stageA");
      System.clearProperty(RESULTS);
      assertThat(classes(new SelectedGates(), GATES + "StageBGates", GATES + "DiscoveryGates"))
          .containsExactly("DiscoveryGates");
      assertThat(System.getProperty(RESULTS)).isNull();
    } finally {
      kept.forEach(
          (name, value) -> {
            if (value == null) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
    }
  }

  @Test
  void gatesRunOneAfterAnotherInABuildThatRunsTestsSideBySide() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(
                new TestExecutionListener() {
                  @Override
                  public void executionStarted(TestIdentifier test) {
                    if (test.isTest()) {
                      threads.add(Thread.currentThread());
                    }
                  }
                })
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(
                      DiscoverySelectors.selectClass(SideBySideSamples.One.class),
                      DiscoverySelectors.selectClass(SideBySideSamples.Two.class))
                  .configurationParameters(
                      Map.of(
                          "junit.jupiter.execution.parallel.enabled", "true",
                          "junit.jupiter.execution.parallel.mode.default", "concurrent",
                          "junit.jupiter.execution.parallel.config.strategy", "fixed",
                          "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"))
                  .build());
    }
    assertThat(threads).hasSize(1);
  }

  private static List<String> classes(String expression, String... names) {
    return classes(SelectedGates.by(expression, Path.of("gates")), names);
  }

  private static List<String> classes(SelectedGates selected, String... names) {
    LauncherConfig config =
        LauncherConfig.builder().enablePostDiscoveryFilterAutoRegistration(false).build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      TestPlan plan =
          session
              .getLauncher()
              .discover(
                  LauncherDiscoveryRequestBuilder.request()
                      .selectors(Stream.of(names).map(DiscoverySelectors::selectClass).toList())
                      .filters(selected)
                      .build());
      return plan.getRoots().stream()
          .flatMap(root -> plan.getChildren(root).stream())
          .map(TestIdentifier::getLegacyReportingName)
          .map(name -> name.substring(name.lastIndexOf('.') + 1))
          .toList();
    }
  }

  static class Theirs {
    @Test
    void itsOwn() {}
  }

  static class SideBySide {
    @Test
    void itsOwn() {}
  }
}
