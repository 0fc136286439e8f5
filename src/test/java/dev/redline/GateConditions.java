package dev.redline;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.record.GateRecord;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;

/** Conditions that ArchUnit does not bring along. */
final class GateConditions {

  private GateConditions() {}

  static ArchCondition<JavaClass> carryTheTagOfTheirPhase() {
    return condition(
        "carry the tag of their phase",
        type -> {
          PhaseGates phase = type.reflect().getAnnotation(PhaseGates.class);
          return phase != null
              && AnnotationSupport.findRepeatableAnnotations(type.reflect(), Tag.class).stream()
                  .anyMatch(tag -> tag.value().equals(phase.value()));
        });
  }

  /** Among the classes that run. */
  static ArchCondition<JavaClass> sayTheirPlace() {
    return condition(
        "say their place",
        type -> {
          PhaseGates phase = type.reflect().getAnnotation(PhaseGates.class);
          return phase != null && phase.order() < 1000;
        });
  }

  /** Shared gates included. */
  static ArchCondition<JavaClass> haveOrdersOfTheirOwn() {
    return condition(
        "give each gate an order of its own",
        type -> {
          Set<Integer> seen = new HashSet<>();
          return type.getAllMethods().stream()
              .filter(method -> method.isAnnotatedWith(Gate.class))
              .filter(method -> method.isAnnotatedWith(Order.class))
              .allMatch(method -> seen.add(method.getAnnotationOfType(Order.class).value()));
        });
  }

  static ArchCondition<JavaMethod> requireAFinding() {
    return condition(
        "require a finding",
        method ->
            method.getMethodCallsFromSelf().stream()
                .anyMatch(
                    call ->
                        call.getTargetOwner().isEquivalentTo(GateRecord.class)
                            && call.getName().equals("require")));
  }

  static <T extends HasName.AndFullName & HasAnnotations<?>> ArchCondition<T> haveNoAnnotationsBut(
      Class<?>... allowed) {
    Set<String> names = Stream.of(allowed).map(Class::getName).collect(Collectors.toSet());
    return condition(
        "have no annotations but " + names,
        item ->
            item.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .allMatch(type -> names.contains(type.getName())));
  }

  private static <T extends HasName.AndFullName> ArchCondition<T> condition(
      String description, Predicate<T> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (!holds.test(item)) {
          events.add(violated(item, item.getFullName() + " does not " + description));
        }
      }
    };
  }
}
