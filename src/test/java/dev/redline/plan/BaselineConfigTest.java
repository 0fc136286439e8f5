package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineConfigTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void theShippedRulesAllowTwoHundredthsOfEachScore() {
    BaselineConfig rules = gates.load().baseline();
    assertThat(rules.precision()).isEqualTo(rules.recall()).isEqualTo(rules.f1());
    assertThat(rules.f1().change().limit(0.9)).isEqualTo(-0.02);
    assertThat(rules.f1().worstQuestion()).hasToString("at least -0.5");
    assertThat(rules.fewestCases()).isEqualTo(20);
    assertThat(rules.alpha()).isEqualTo(0.05);
    assertThat(rules.because()).isPresent();
  }

  @Test
  void aRelativeChangeIsAPartOfTheBaselinesMean() {
    AllowedChange change =
        gates.replace("baseline.yaml", "-0.02}", "-5%}").load().baseline().precision().change();
    assertThat(change.basis()).isEqualTo(AllowedChange.Basis.RELATIVE);
    assertThat(change.limit(0.6)).isCloseTo(-0.03, within(1e-12));
    assertThat(change.limit(0)).isZero();
  }

  @Test
  void aReasonMayStandBesideAChange() {
    AllowedChange change =
        gates
            .replace("baseline.yaml", "-0.02}", "-0.02, because: a twentieth}")
            .load()
            .baseline()
            .precision()
            .change();
    assertThat(change.because()).contains("a twentieth");
  }

  @ParameterizedTest
  @CsvSource({
    "at_least: -0.02, at_least: 0.02, precision.change.at_least: found 0.02 where a number from -1",
    "at_least: -0.02, at_least: -2, a number from -1 to 0 belongs",
    "at_least: -0.02, at_least: 5%, a relative change goes from -100% to 0%",
    "at_least: -0.02, at_least: -101%, a relative change goes from -100% to 0%",
    "at_least: -0.02, at_least: -5 %, a relative change goes from -100% to 0%",
    "at_least: -0.02, at_least: .nan, a number from -1 to 0 belongs",
    "at_least: -0.02, at_most: -0.02, unknown key \"at_most\"",
    "at_least: -0.5, at_least: -50%, precision.worst_question.at_least: found \"-50%\" where a",
    "cases: {at_least: 20}, cases: {at_least: 1}, a whole number from 2 to 1000000",
    "alpha: 0.05, alpha: 0.5, alpha: found 0.5 where a number from 0.001 to 0.2",
    "seed: 1070, seed: -1, seed: found -1 where a whole number",
    "because: floors, why: floors, unknown key \"why\"",
    "f1:, f2:, unknown key \"f2\"",
  })
  void aWrongRuleComesWithTheRightOne(String found, String with, String rule) {
    gates.replace("baseline.yaml", found, with).error().startsWith("baseline.yaml:").contains(rule);
  }

  @Test
  void aMissingScoreIsNamed() {
    gates
        .replace("baseline.yaml", "f1:\n  change: {at_least: -0.02}\n", "#")
        .replace("baseline.yaml", "#  worst_question: {at_least: -0.5}", "#")
        .error()
        .contains("required key \"f1\" is missing");
  }
}
