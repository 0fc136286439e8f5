package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.redline.junit.PhaseGates;
import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every phase of the plan is selected by its tag, and only as a gate. */
public class KnownTagsTest {

  private static final Pom POM = Pom.read(Path.of("pom.xml"));
  private static final Plan PLAN = Plan.load(Path.of("gates"));

  /** The phases that this project tells of: others may be added by whoever works with a copy. */
  static final Plan SHIPPED =
      Plan.load(Path.of("src/main/resources/dev/redline/plan/yaml/shipped"));

  private static final List<TestIdentifier> GATES = discovered();

  @Test
  void everyGateIsKeptFromTestRunsByItsTag() {
    List<TestIdentifier> gates = GATES.stream().filter(TestIdentifier::isTest).toList();

    assertThat(POM.tagsThatTestsLeaveOut()).contains("gate", "sample");
    assertThat(gates).hasSizeGreaterThan(40);
    assertThat(gates).allMatch(gate -> tags(gate).anyMatch("gate"::equals));
  }

  @Test
  void everyPhaseOfThePlanHasGatesInItsOrderAndTheAuditComesLast() {
    List<String> phases =
        gateClasses()
            .sorted(Comparator.comparing(KnownTagsTest::order))
            .map(type -> type.getAnnotation(PhaseGates.class).value())
            .toList();

    assertThat(phases).startsWith(PLAN.phases().stream().map(Phase::tag).toArray(String[]::new));
    assertThat(phases.subList(PLAN.phases().size(), phases.size())).containsExactly("audit");
    assertThat(gateClasses().map(KnownTagsTest::order)).doesNotHaveDuplicates();
    assertThat(carried()).containsAll(phases);
  }

  @Test
  void discoveryIsSelectedWithEveryShippedPhaseThatNeedsItAndWithTheWholePlan() {
    Set<String> selecting =
        SHIPPED.phases().stream()
            .filter(phase -> phase.tag().equals("discovery") || phase.needs().contains("discovery"))
            .map(Phase::tag)
            .collect(Collectors.toCollection(TreeSet::new));
    selecting.add("plan");
    Set<String> carried =
        GATES.stream()
            .filter(gates -> phase(gates).equals(Optional.of("discovery")))
            .flatMap(KnownTagsTest::tags)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(carried).isEqualTo(selecting);
  }

  /** Every tag by which gates are selected. */
  public static Set<String> carried() {
    return GATES.stream()
        .filter(TestIdentifier::isTest)
        .flatMap(KnownTagsTest::tags)
        .filter(tag -> !tag.equals("gate") && !tag.equals("dev.redline.gate"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int order(Class<?> gates) {
    return gates.getAnnotation(PhaseGates.class).order();
  }

  private static Stream<String> tags(TestIdentifier test) {
    return test.getTags().stream().map(TestTag::getName);
  }

  private static Stream<? extends Class<?>> gateClasses() {
    return GATES.stream().flatMap(gates -> gateClass(gates).stream());
  }

  /** Empty for a gate itself. */
  private static Optional<? extends Class<?>> gateClass(TestIdentifier gates) {
    return gates
        .getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getJavaClass());
  }

  private static Optional<String> phase(TestIdentifier gates) {
    return gateClass(gates).map(type -> type.getAnnotation(PhaseGates.class).value());
  }

  /** The gates as JUnit finds them, and their classes. */
  private static List<TestIdentifier> discovered() {
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      TestPlan plan =
          session
              .getLauncher()
              .discover(
                  LauncherDiscoveryRequestBuilder.request()
                      .selectors(selectPackage("dev.redline.gates"))
                      .filters(ClassNameFilter.includeClassNamePatterns(".*Gates"))
                      .build());
      return plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).toList();
    }
  }
}
