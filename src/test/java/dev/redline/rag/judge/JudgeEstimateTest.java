package dev.redline.rag.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.ModelConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What judging is said to take before anything is sent. */
class JudgeEstimateTest {

  @Test
  void callsTimeAndCostAreSaidForEveryRound() {
    ModelConfig.Call call =
        new ModelConfig.Call(Duration.ofSeconds(2), Optional.of(new BigDecimal("0.004")));

    assertThat(JudgeEstimate.of("bedrock@1", 10, 120, call).times(3))
        .hasToString(
            "10 answers to be judged by bedrock@1: about 360 calls, 720 s one after the other, 1.44"
                + " USD");
  }

  @Test
  void aJudgeOfRulesAsksNoModel() {
    ModelConfig.Call call = new ModelConfig.Call(Duration.ofSeconds(2), Optional.empty());

    assertThat(JudgeEstimate.of("offline@3", 10, 0, call))
        .hasToString("10 answers to be judged by offline@3, which asks no model");
  }
}
