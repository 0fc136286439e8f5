package dev.redline.junit;

import dev.redline.defaults.DefaultPlan;
import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;

/**
 * Selects gates by their tags, with discovery where a phase needs it by gates/plan.yaml, and puts
 * their classes in their {@link PhaseGates#order}. JUnit finds it as a service, whoever launches
 * it; then {@code groups} holds the expression, and without that property no gate is left out.
 * Tests that are no gates stay as and where they are.
 */
public final class SelectedGates implements PostDiscoveryFilter {

  /** Reads a server and changes nothing, so that it may come along unasked. */
  private static final String DISCOVERY = "discovery";

  private static final TestTag GATE = TestTag.create("dev.redline.gate");

  private final String expression;
  private final Supplier<Path> gates;
  private @Nullable Selection selection;

  /** By the properties of this process. */
  public SelectedGates() {
    this(System.getProperty("groups", ""), SelectedGates::gatesOfThisProcess);
  }

  private SelectedGates(String expression, Supplier<Path> gates) {
    this.expression = expression;
    this.gates = gates;
  }

  /** Before two processes write what the plan leaves to the defaults. */
  private static Path gatesOfThisProcess() {
    OneProcess.require();
    Path project = Path.of("").toAbsolutePath();
    return new DefaultPlan(project, project.resolve(".redline")).prepared();
  }

  /**
   * By the plan of a folder.
   *
   * @param expression as JUnit takes it; a comma is an or
   */
  public static SelectedGates by(String expression, Path gates) {
    return new SelectedGates(expression, () -> gates);
  }

  @Override
  public FilterResult apply(TestDescriptor test) {
    if (!test.getTags().contains(GATE)) {
      return FilterResult.included("no gate");
    }
    classOf(test).flatMap(TestDescriptor::getParent).ifPresent(SelectedGates::order);
    return expression.isBlank() ? FilterResult.included("no selection") : selection().of(test);
  }

  /** Made for the first gate: in a build without gates nobody looks for a plan. */
  private Selection selection() {
    if (selection == null) {
      selection = Selection.by(expression, gates.get());
    }
    return selection;
  }

  /** Only the classes of gates change their places, and those among each other. */
  private static void order(TestDescriptor parent) {
    parent.orderChildren(
        classes -> {
          Iterator<TestDescriptor> ordered =
              classes.stream()
                  .filter(each -> phaseGates(each).isPresent())
                  .sorted(Comparator.comparing(each -> phaseGates(each).orElseThrow().order()))
                  .toList()
                  .iterator();
          return classes.stream()
              .map(each -> phaseGates(each).isPresent() ? ordered.next() : each)
              .toList();
        });
  }

  private static Optional<TestDescriptor> classOf(TestDescriptor test) {
    return Stream.iterate(
            Optional.of(test), Optional::isPresent, each -> each.flatMap(TestDescriptor::getParent))
        .flatMap(Optional::stream)
        .filter(each -> phaseGates(each).isPresent())
        .findFirst();
  }

  private static Optional<PhaseGates> phaseGates(TestDescriptor test) {
    return javaClass(test)
        .flatMap(type -> AnnotationSupport.findAnnotation(type, PhaseGates.class));
  }

  private static Optional<Class<?>> javaClass(TestDescriptor test) {
    return test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getJavaClass());
  }

  /**
   * What an expression selects.
   *
   * @param bringDiscovery tags of the phases that need it
   */
  private record Selection(PostDiscoveryFilter byTags, Set<TestTag> bringDiscovery) {

    static Selection by(String expression, Path gates) {
      return new Selection(
          TagFilter.includeTags(List.of(expression.split("\\s*,\\s*"))), needing(gates));
    }

    /** What a faulty plan needs nobody knows: its first gate tells the fault. */
    private static Set<TestTag> needing(Path gates) {
      try {
        return Plan.load(gates).phases().stream()
            .filter(phase -> phase.needs().contains(DISCOVERY))
            .map(Phase::tag)
            .map(TestTag::create)
            .collect(Collectors.toSet());
      } catch (PlanException e) {
        return Set.of();
      }
    }

    FilterResult of(TestDescriptor gate) {
      boolean discovery =
          classOf(gate)
              .flatMap(SelectedGates::phaseGates)
              .filter(gates -> gates.value().equals(DISCOVERY))
              .isPresent();
      return byTags.apply(discovery ? new Tagged(gate, bringDiscovery) : gate);
    }
  }

  /** A test with more tags than it carries. */
  private static final class Tagged extends AbstractTestDescriptor {

    private final TestDescriptor test;
    private final Set<TestTag> more;

    Tagged(TestDescriptor test, Set<TestTag> more) {
      super(test.getUniqueId(), test.getDisplayName());
      this.test = test;
      this.more = more;
    }

    @Override
    public Type getType() {
      return test.getType();
    }

    @Override
    public Set<TestTag> getTags() {
      Set<TestTag> tags = new LinkedHashSet<>(test.getTags());
      tags.addAll(more);
      return tags;
    }
  }
}
