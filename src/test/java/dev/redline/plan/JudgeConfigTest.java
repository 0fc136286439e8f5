package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeConfigTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copy() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void theShippedRulesAskForSubstantialAgreement() {
    JudgeConfig rules = gates.load().judge();
    assertThat(rules.labelledPairs()).isEqualTo("fixtures/judge/labelled-pairs.jsonl");
    assertThat(rules.fewestPairs()).isEqualTo(100);
    assertThat(rules.kappa()).hasToString("at least 0.6");
    assertThat(rules.kappa().because()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "kappa: {at_least: 0.6, kappa: {at_least: 1.6, offline.kappa.at_least: found 1.6 where a number",
    "kappa: {at_least: 0.6, kappa: {at_most: 0.6, unknown key \"at_most\"",
    "kappa: {at_least: 0.6, kapa: {at_least: 0.6, unknown key \"kapa\". Did you mean kappa?",
    "pairs: {at_least: 100}, pairs: {at_least: 9}, a whole number from 10 to 1000000",
    "fixtures/judge/, ../judge/, a path below the project's folder",
    "fixtures/judge/, /judge/, a path below the project's folder",
    "asked_again: {at_most: 0.1, asked_again: {at_most: 10, model.asked_again.at_most: found 10",
    "asked_again: {at_most: 0.1, asked: {at_most: 0.1, unknown key \"asked\"",
    "offline:, online:, unknown key \"online\"",
  })
  void aMistakeIsOneErrorWithItsPlace(String found, String with, String rule) {
    gates.replace("judge.yaml", found, with).error().startsWith("judge.yaml:").contains(rule);
  }
}
