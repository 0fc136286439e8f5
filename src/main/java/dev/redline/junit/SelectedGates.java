package dev.redline.junit;

import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;

/**
 * Selects gates by their tags, and discovery with every phase that needs it by gates/plan.yaml.
 * JUnit finds it as a service; then {@code redline.selection} holds the expression, and without
 * that property nothing is left out.
 */
public final class SelectedGates implements PostDiscoveryFilter {

  /** Reads a server and changes nothing, so that it may come along unasked. */
  private static final String DISCOVERY = "discovery";

  private final Optional<PostDiscoveryFilter> byTags;
  private final Set<TestTag> bringDiscovery;

  /** By the properties of this process. */
  public SelectedGates() {
    this(System.getProperty("redline.selection", ""));
  }

  private SelectedGates(String expression) {
    this(
        expression,
        expression.isBlank() ? Set.of() : needing(RunConditions.ofThisProcess().gates()));
  }

  private SelectedGates(String expression, Set<TestTag> bringDiscovery) {
    this.byTags =
        expression.isBlank()
            ? Optional.empty()
            : Optional.of(TagFilter.includeTags(List.of(expression.split("\\s*,\\s*"))));
    this.bringDiscovery = bringDiscovery;
  }

  /**
   * By the plan of a folder.
   *
   * @param expression as JUnit takes it; a comma is an or
   */
  public static SelectedGates by(String expression, Path gates) {
    return new SelectedGates(expression, needing(gates));
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

  @Override
  public FilterResult apply(TestDescriptor test) {
    return byTags
        .map(filter -> filter.apply(isOfDiscovery(test) ? new Tagged(test, bringDiscovery) : test))
        .orElseGet(() -> FilterResult.included("no selection"));
  }

  private static boolean isOfDiscovery(TestDescriptor test) {
    return Stream.iterate(
            Optional.of(test), Optional::isPresent, each -> each.flatMap(TestDescriptor::getParent))
        .flatMap(Optional::stream)
        .flatMap(each -> each.getSource().stream())
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getJavaClass().getAnnotation(PhaseGates.class))
        .anyMatch(gates -> gates != null && gates.value().equals(DISCOVERY));
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
