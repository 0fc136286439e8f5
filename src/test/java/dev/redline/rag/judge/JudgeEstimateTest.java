package dev.redline.rag.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.ModelConfig;
import dev.redline.plan.Plan;
import dev.redline.rag.Answered;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.evaluation.GivenAnswers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  @Test
  void aModelIsSaidToBeAskedBeforeTheFirstCallForAnswersOfAFileAndRulesAreNot() {
    List<String> said = new ArrayList<>();
    begin("bedrock", said);
    assertThat(said.get(1))
        .matches(
            "2 answers to be judged by bedrock@\\S+: about 14 calls, 28 s one after the other,"
                + " price not named in gates/judge.yaml");

    said.clear();
    begin("offline", said);
    assertThat(said).hasSize(1);
  }

  /** No model is there: nothing must be sent. */
  private static void begin(String name, List<String> said) {
    Map<String, String> nowhere =
        Map.of(
            "BEDROCK_MODEL_ID",
            "a.model-v1:0",
            "AWS_REGION",
            "eu-central-1",
            "BEDROCK_PROGRESS",
            "never");
    JudgeChoice choice =
        new JudgeChoice(Map.of("judge", name), nowhere, Clock.systemUTC(), said::add);
    RunJudge judge = new RunJudge(choice, Plan.load(Path.of("gates")).judge(), Path.of(""));
    judge.announce(
        judge.estimate(GivenAnswers.unjudged(List.of(answer("q0", 1), answer("q1", 2)))));
  }

  private static Answered answer(String id, int passages) {
    return new Answered(
        id, "Q?", "G.", "R.", Collections.nCopies(passages, new RetrievedText("p", "P.")));
  }
}
