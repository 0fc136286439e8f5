package dev.redline.cli;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.redline.junit.SelectedGates;
import dev.redline.record.GateOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Finds gates, and runs them by JUnit's own launcher. */
final class GateLauncher {

  private static final List<String> OF_EVERY_GATE = List.of("gate", "dev.redline.gate");

  /** Ours, and those of {@code -Dgates.packages}. */
  private final List<String> packages;

  GateLauncher(String more) {
    this.packages = new ArrayList<>(List.of("dev.redline.gates"));
    Arrays.stream(more.split(",")).filter(name -> !name.isBlank()).forEach(packages::add);
  }

  /** Every tag by which gates are selected. Nothing is opened. */
  Set<String> tags() {
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();
    TagsSeen seen = new TagsSeen();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session.getLauncher().discover(request(seen).build());
    }
    return seen.tags;
  }

  /**
   * How a run ended.
   *
   * @param outcome of the first gate that did not pass; not run if none was selected
   * @param reason of that gate, for a person; empty if all passed
   */
  record Ended(GateOutcome outcome, Optional<String> reason) {}

  /**
   * Runs the gates that the expression selects.
   *
   * @param gates the folder of the plan
   */
  Ended run(String expression, Path gates) {
    FirstObstacle first = new FirstObstacle();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session.getLauncher().execute(request(SelectedGates.by(expression, gates)).build(), first);
    }
    return new Ended(first.outcome, first.reason);
  }

  private LauncherDiscoveryRequestBuilder request(PostDiscoveryFilter selected) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(packages.stream().map(name -> selectPackage(name)).toList())
        .filters(includeClassNamePatterns(".*Gates"))
        .filters(selected);
  }

  /** Sees every gate before any is left out, and leaves none out. */
  private static final class TagsSeen implements PostDiscoveryFilter {

    private final Set<String> tags = new TreeSet<>();

    @Override
    public FilterResult apply(TestDescriptor test) {
      test.getTags().stream()
          .map(TestTag::getName)
          .filter(tag -> !OF_EVERY_GATE.contains(tag))
          .forEach(tags::add);
      return FilterResult.included(null);
    }
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
