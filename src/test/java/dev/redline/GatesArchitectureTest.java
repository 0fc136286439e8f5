package dev.redline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.redline.GateConditions.carryTheTagOfTheirPhase;
import static dev.redline.GateConditions.haveNoAnnotationsBut;
import static dev.redline.GateConditions.haveOrdersOfTheirOwn;
import static dev.redline.GateConditions.requireAFinding;
import static dev.redline.GateConditions.sayTheirPlace;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gate is made of, so that none is selected by accident or passes without looking. */
class GatesArchitectureTest {

  private static final String GATES = "dev.redline.gates..";
  private static final String SAMPLES = "dev.redline.junit.samples..";

  /** Classes that hold gates, the shared ones among them. */
  private static final DescribedPredicate<JavaClass> GATE_CLASSES =
      resideInAPackage(GATES).and(simpleNameEndingWith("Gates")).as("classes of gates");

  static Stream<ArchRule> gatesKeepTheirRules() {
    return Stream.of(
        classes()
            .that(GATE_CLASSES)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .beAnnotatedWith(PhaseGates.class)
            .andShould(carryTheTagOfTheirPhase())
            .andShould(sayTheirPlace())
            .because("the phase gives a gate its server, and its tag selects it"),
        classes()
            .that(GATE_CLASSES)
            .should(haveNoAnnotationsBut(PhaseGates.class, Tag.class, Tags.class))
            .because("a class that is disabled or extended may pass without running its gates"),
        classes()
            .that()
            .areAnnotatedWith(PhaseGates.class)
            .should()
            .resideInAnyPackage(GATES, SAMPLES)
            .andShould(haveOrdersOfTheirOwn())
            .because("gates are found in one place, and run in one order"),
        methods()
            .that()
            .areAnnotatedWith(Gate.class)
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(SAMPLES)
            .should()
            .beDeclaredInClassesThat(GATE_CLASSES)
            .andShould()
            .beAnnotatedWith(Order.class)
            .andShould(requireAFinding())
            .because("the build runs *Gates only, in order, and a gate judges something"),
        methods()
            .that()
            .areDeclaredInClassesThat(GATE_CLASSES)
            .should(
                haveNoAnnotationsBut(
                    Gate.class, Promise.class, Judgement.class, Order.class, Tag.class, Tags.class))
            .because("a test that is no gate, or a gate that is disabled, proves nothing"),
        noClasses()
            .that(GATE_CLASSES)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*(Assum|TestAborted).*")
            .because("a gate that gives up proves nothing"));
  }

  @ParameterizedTest
  @MethodSource
  void gatesKeepTheirRules(ArchRule rule) {
    Imported.check(rule, Imported.ALL);
  }

  @Test
  void theRulesLookAtEveryPhaseAndAtItsGates() {
    assertThat(Imported.ALL.stream().filter(GATE_CLASSES)).hasSizeGreaterThanOrEqualTo(5);
    assertThat(
            Imported.ALL.stream()
                .filter(GATE_CLASSES)
                .flatMap(gates -> gates.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Gate.class)))
        .hasSizeGreaterThanOrEqualTo(20);
  }
}
