package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.json.JsonMapper;

class GateListenerTest {

  private static final String LEDGER = "redline.ledger";

  @TempDir private Path folder;

  private final String ledgerBefore = System.getProperty(LEDGER);

  @AfterEach
  void restore() {
    if (ledgerBefore == null) {
      System.clearProperty(LEDGER);
    } else {
      System.setProperty(LEDGER, ledgerBefore);
    }
  }

  @Test
  void theLedgerHoldsEveryGateWithItsOutcomeAndNoOtherTest() {
    System.setProperty(LEDGER, folder.toString());
    execute(Mixed.class);

    RunLedger ledger = ledger();

    assertThat(ledger.planned()).hasSize(5).noneMatch(id -> id.contains("noGate"));
    assertThat(outcome(ledger, "passes")).isEqualTo("PASS");
    assertThat(outcome(ledger, "fails")).isEqualTo("FAIL");
    assertThat(outcome(ledger, "aborts")).isEqualTo("BROKEN");
    assertThat(outcome(ledger, "isLeftOut")).isEqualTo("not run: nobody wrote down why");
    assertThat(ledger.outcomes()).hasSize(5);
  }

  @Test
  void theLedgerNamesWhatIsPlannedBeforeAnythingHasRun() {
    System.setProperty(LEDGER, folder.toString());
    List<RunLedger> seen = new ArrayList<>();

    execute(Mixed.class, firstStart(() -> seen.add(ledger())));

    assertThat(seen.get(0).planned()).hasSize(5);
    assertThat(seen.get(0).outcomes()).isEmpty();
  }

  @Test
  void aRunWithoutGatesLeavesNoLedger() {
    System.setProperty(LEDGER, folder.toString());
    execute(NoGates.class);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunForWhichTheBuildNamesNoFolderLeavesNoLedger() {
    System.clearProperty(LEDGER);
    GateListener listener = new GateListener();
    try (LauncherSession session = LauncherFactory.openSession(config(listener))) {
      TestPlan plan = session.getLauncher().discover(request(Mixed.class));

      // Called here, because JUnit would swallow what they throw.
      Console.during(
          () -> {
            listener.testPlanExecutionStarted(plan);
            listener.testPlanExecutionFinished(plan);
          });
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everyGateIsOneLineAndAReasonForNotRunningStandsOnce() {
    String output = execute(Mixed.class).replaceAll("\\d+\\.\\d\\d s", "0.00 s");

    assertThat(output.lines())
        .containsExactly(
            "  pass  This holds (0.00 s)",
            "  FAIL  This does not (0.00 s)",
            "  BROKEN  This gives up (0.00 s)",
            "  ----  This is left out (not run)",
            "        nobody wrote down why",
            "  ----  So is this (not run)",
            "Gates: 1 passed, 1 FAILED, 1 BROKEN, 2 not run, in 0.00 s");
  }

  /** A stage that may not begin leaves three dozen behind. */
  @Test
  void ofManyThatDidNotRunForOneReasonThreeAreNamedAndTheOthersCounted() {
    assertThat(execute(Many.class).replaceAll("\\d+\\.\\d\\d s", "0.00 s").lines())
        .containsExactly(
            "  ----  first() (not run)",
            "        nobody wrote down why",
            "  ----  second() (not run)",
            "  ----  third() (not run)",
            "  ----  and 2 more, named on the page (not run)",
            "Gates: 5 not run, in 0.00 s");
  }

  @Test
  void whoWantsQuietHearsOfWhatDidNotPassAndOnceOfWhatDidNotRunForIt() {
    System.setProperty("quiet", "");
    try {
      assertThat(execute(Mixed.class).replaceAll("\\d+\\.\\d\\d s", "0.00 s").lines())
          .containsExactly(
              "  FAIL  This does not (0.00 s)",
              "  BROKEN  This gives up (0.00 s)",
              "  ----  This is left out (not run)",
              "        nobody wrote down why");
    } finally {
      System.clearProperty("quiet");
    }
  }

  private RunLedger ledger() {
    return new JsonMapper().readValue(folder.resolve("gate-run.json").toFile(), RunLedger.class);
  }

  private static String outcome(RunLedger ledger, String method) {
    String id =
        ledger.planned().stream().filter(gate -> gate.contains(method)).findFirst().orElseThrow();
    return ledger.outcomes().get(id);
  }

  private static TestExecutionListener firstStart(Runnable action) {
    return new TestExecutionListener() {
      @Override
      public void executionStarted(TestIdentifier test) {
        if (test.getParentId().isEmpty()) {
          action.run();
        }
      }
    };
  }

  /** What was printed meanwhile. */
  private static String execute(Class<?> gates, TestExecutionListener... others) {
    return Console.during(
        () -> {
          try (LauncherSession session =
              LauncherFactory.openSession(config(new GateListener(), others))) {
            session.getLauncher().execute(request(gates));
          }
        });
  }

  private static LauncherConfig config(
      TestExecutionListener listener, TestExecutionListener... others) {
    return LauncherConfig.builder()
        .enableLauncherSessionListenerAutoRegistration(false)
        .enableTestExecutionListenerAutoRegistration(false)
        .addTestExecutionListeners(listener)
        .addTestExecutionListeners(others)
        .build();
  }

  private static LauncherDiscoveryRequest request(Class<?> gates) {
    return LauncherDiscoveryRequestBuilder.request().selectors(selectClass(gates)).build();
  }

  @Tag("sample")
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Mixed {

    @Test
    @Order(1)
    @Tag("dev.redline.gate")
    @DisplayName("This holds")
    void passes() {}

    @Test
    @Order(2)
    @Tag("dev.redline.gate")
    @DisplayName("This does not")
    void fails() {
      fail("it does not hold");
    }

    @Test
    @Order(3)
    @Tag("dev.redline.gate")
    @DisplayName("This gives up")
    void aborts() {
      assumeTrue(false, "no reason");
    }

    @Test
    @Order(4)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    @DisplayName("This is left out")
    void isLeftOut() {}

    @Test
    @Order(5)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    @DisplayName("So is this")
    void isLeftOutAsWell() {}

    @Test
    @Order(6)
    void noGate() {}
  }

  @Tag("sample")
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Many {

    @Test
    @Order(1)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    void first() {}

    @Test
    @Order(2)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    void second() {}

    @Test
    @Order(3)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    void third() {}

    @Test
    @Order(4)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    void fourth() {}

    @Test
    @Order(5)
    @Tag("dev.redline.gate")
    @Disabled("nobody wrote down why")
    void fifth() {}
  }

  @Tag("sample")
  static class NoGates {

    @Test
    void noGate() {}
  }
}
