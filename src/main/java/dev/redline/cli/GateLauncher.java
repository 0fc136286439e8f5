package dev.redline.cli;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.includeTags;

import dev.redline.record.GateOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs gates by JUnit's own launcher. */
final class GateLauncher {

  private static final List<String> OF_EVERY_GATE = List.of("gate", "dev.redline.gate");

  /** Ours, and those of {@code -Dgates.packages}. */
  private final List<String> packages;

  GateLauncher(String more) {
    this.packages = new ArrayList<>(List.of("dev.redline.gates"));
    Arrays.stream(more.split(",")).filter(name -> !name.isBlank()).forEach(packages::add);
  }

  /** Every tag by which gates are selected. */
  Set<String> tags() {
    try (LauncherSession session = LauncherFactory.openSession()) {
      TestPlan plan = session.getLauncher().discover(request().build());
      Set<String> tags = new TreeSet<>();
      plan.getRoots().stream()
          .flatMap(root -> plan.getDescendants(root).stream())
          .flatMap(test -> test.getTags().stream())
          .map(TestTag::getName)
          .forEach(tags::add);
      OF_EVERY_GATE.forEach(tags::remove);
      return tags;
    }
  }

  /**
   * How a run ended.
   *
   * @param outcome of the first gate that did not pass; not run if none was selected
   * @param reason of that gate, for a person; empty if all passed
   */
  record Ended(GateOutcome outcome, Optional<String> reason) {}

  /** Runs the gates that the expression selects. */
  Ended run(String expression) {
    FirstObstacle first = new FirstObstacle();
    try (LauncherSession session = LauncherFactory.openSession()) {
      Launcher launcher = session.getLauncher();
      LauncherDiscoveryRequest request = request().filters(includeTags(expression)).build();
      launcher.execute(request, first);
    }
    return new Ended(first.outcome, first.reason);
  }

  private LauncherDiscoveryRequestBuilder request() {
    return LauncherDiscoveryRequestBuilder.request()
        .configurationParameter(
            "junit.jupiter.testclass.order.default",
            "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
        .selectors(packages.stream().map(name -> selectPackage(name)).toList())
        .filters(includeClassNamePatterns(".*Gates"));
  }

  private static final class FirstObstacle implements TestExecutionListener {

    private GateOutcome outcome = GateOutcome.NOT_RUN;
    private Optional<String> reason = Optional.empty();
    private boolean stopped;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      GateOutcome ended = GateOutcome.of(result);
      if (!stopped && (test.isTest() || ended != GateOutcome.PASS)) {
        outcome = ended;
        stopped = ended != GateOutcome.PASS;
        reason = result.getThrowable().filter(thrown -> stopped).map(LeftOut::explained);
      }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      if (!stopped) {
        outcome = GateOutcome.BROKEN;
        stopped = true;
      }
    }
  }
}
