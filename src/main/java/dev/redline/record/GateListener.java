package dev.redline.record;

import dev.redline.files.HiddenFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints a line a gate, has it written among Allure's results, and keeps the ledger of the run. A
 * run without gates does not hear of it.
 */
public final class GateListener implements TestExecutionListener {

  /** The one tag that nobody else gives to a test of theirs. */
  static final String TAG = "dev.redline.gate";

  private static final Path HOME = RunLedger.FOLDER.resolveSibling("");
  private static final TestTag GATE = TestTag.create(TAG);

  /** Of the gates that did not run for one reason: they would bury the one that did not pass. */
  private static final int NAMED = 3;

  private final List<String> planned = new ArrayList<>();
  private final Map<String, String> outcomes = new LinkedHashMap<>();
  private final Map<String, Integer> notRun = new LinkedHashMap<>();
  private final Map<GateOutcome, Integer> counts = new EnumMap<>(GateOutcome.class);
  private final AllureResults results = new AllureResults();
  private boolean refused;
  private long runStart;
  private final Map<String, Long> started = new LinkedHashMap<>();

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(GateListener::isGate)
        .forEach(gate -> planned.add(gate.getUniqueId()));
    runStart = System.nanoTime();
    if (!planned.isEmpty() && isAlone()) {
      AllureResults.begin(Path.of("").toAbsolutePath());
      new HiddenFolder(HOME).makeOwn();
      write();
    }
  }

  /** What lies here is another run's as long as that one is under way. */
  private boolean isAlone() {
    System.clearProperty(OneRun.REFUSED);
    try {
      OneRun.requireNone(HOME.toAbsolutePath());
    } catch (OneRun.UnderWayException e) {
      System.setProperty(OneRun.REFUSED, String.valueOf(e.getMessage()));
      refused = true;
    }
    return !refused;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (isGate(test)) {
      started.put(test.getUniqueId(), System.nanoTime());
      results.started(test);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (isGate(test)) {
      Optional<Throwable> underWay =
          result.getThrowable().filter(OneRun.UnderWayException.class::isInstance);
      refused |= underWay.isPresent();
      if (!refused) {
        results.finished(test, result.getThrowable().orElse(null));
      }
      GateOutcome outcome = GateOutcome.of(result);
      outcomes.put(test.getUniqueId(), outcome.word());
      counts.merge(outcome, 1, Integer::sum);
      print(outcome, test, seconds(System.nanoTime() - startOf(test)));
      underWay.ifPresent(why -> System.out.println("        " + why.getMessage()));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (isGate(test)) {
      if (!refused) {
        results.skipped(test, reason);
      }
      outcomes.put(test.getUniqueId(), GateOutcome.NOT_RUN.word() + ": " + reason);
      counts.merge(GateOutcome.NOT_RUN, 1, Integer::sum);
      notRun(test, reason);
    }
  }

  /** A few for each reason, of which who wants quiet hears the first; the page names all. */
  private void notRun(TestIdentifier test, String reason) {
    int before = notRun.merge(reason, 1, Integer::sum) - 1;
    if (before < (spoken() ? NAMED : 1)) {
      print(GateOutcome.NOT_RUN, test, GateOutcome.NOT_RUN.word());
    }
    if (before == 0) {
      System.out.println("        " + reason);
    }
  }

  private void countNotRun() {
    int unnamed = notRun.values().stream().mapToInt(count -> Math.max(0, count - NAMED)).sum();
    if (unnamed > 0 && spoken()) {
      System.out.printf(
          "  ----  and %d more%s (not run)%n", unnamed, refused ? "" : ", named on the page");
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    write();
    countNotRun();
    if (!planned.isEmpty() && spoken()) {
      System.out.printf("Gates: %s, in %s%n", counts(), seconds(System.nanoTime() - runStart));
    }
  }

  private String counts() {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().counted())
        .collect(Collectors.joining(", "));
  }

  private void write() {
    if (!planned.isEmpty() && !refused) {
      new EvidenceStore(RunLedger.folder())
          .write(
              RunLedger.FILE,
              new RunLedger(
                  planned, outcomes, Duration.ofNanos(System.nanoTime() - runStart).toMillis()));
    }
  }

  private long startOf(TestIdentifier test) {
    return started.getOrDefault(test.getUniqueId(), System.nanoTime());
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }

  private static void print(GateOutcome outcome, TestIdentifier test, String note) {
    if (outcome != GateOutcome.PASS || spoken()) {
      System.out.printf("  %-4s  %s (%s)%n", outcome.mark(), test.getDisplayName(), note);
    }
  }

  /** A person who wants quiet hears of gates that did not pass. */
  private static boolean spoken() {
    return System.getProperty("quiet", "false").equals("false");
  }

  private static boolean isGate(TestIdentifier test) {
    return test.isTest() && test.getTags().contains(GATE);
  }
}
