package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.rag.baseline.Disagreement;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.judge.JudgeChoice;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.judge.bedrock.JudgingModel;
import dev.redline.rag.judge.bedrock.Received;
import dev.redline.rag.judge.bedrock.Served;
import dev.redline.rag.judge.bedrock.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRejudgingTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));

  @TempDir private Path folder;

  private final JudgingModel model = new JudgingModel();
  private volatile boolean changedItsMind;
  private StandIn standIn;
  private Map<String, String> variables;

  @BeforeEach
  void serve() throws IOException {
    standIn = StandIn.beyondPreflight(this::reply);
    variables =
        new HashMap<>(
            Map.of(
                "BEDROCK_MODEL_ID", "a.model-v1:0",
                "BEDROCK_ENDPOINT", standIn.address().toString(),
                "AWS_REGION", "eu-central-1",
                "BEDROCK_MAX_RPS", "10000",
                "BEDROCK_PROGRESS", "never",
                "RAGCHECKER_CACHE_DIR", folder.resolve(".ragcache_eval").toString()));
    System.setProperty("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
    System.setProperty("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  }

  @AfterEach
  void close() {
    standIn.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void aModelIsAskedAgainAboutTheQuestionsThatFellPastItsCache() throws IOException {
    try (RunJudge judge = judge()) {
      EvaluationResult once = evaluate(judge);
      int paid = standIn.received().size();
      changedItsMind = true;

      Disagreement found = new ModelRejudging(once, judge).of(Set.of("q1", "q3"));

      assertThat(found.words())
          .isEqualTo(
              "Judged twice: 2 of 2 equal answers were scored differently, F1 by 1.0000 in the"
                  + " mean.");
      assertThat(standIn.received().subList(paid, standIn.received().size()))
          .isNotEmpty()
          .allMatch(r -> r.prompt().contains("much, 1?") || r.prompt().contains("much, 3?"));
      changedItsMind = false;
      int asked = standIn.received().size();
      assertThat(evaluate(judge).summary().scores()).isEqualTo(once.summary().scores());
      assertThat(standIn.received()).hasSize(asked);
    }
  }

  @Test
  void aSecondRoundThatTheBudgetDoesNotAllowIsSaidAndNothingBreaks() throws IOException {
    variables.put("BEDROCK_USD_PER_1K_INPUT", "0.01");
    variables.put("BEDROCK_USD_PER_1K_OUTPUT", "0.01");
    variables.put("BEDROCK_MAX_USD", "0.05");
    try (RunJudge judge = judge()) {
      EvaluationResult once = evaluate(judge);
      assertThat(new ModelRejudging(once, judge).of(Set.of("q0", "q1", "q2", "q3")).words())
          .startsWith("Not judged twice: The budget is used up");
    }
  }

  @Test
  void rulesNeedNotBeAskedAgain() throws IOException {
    RunJudge offline = OfflineRun.judge(PLAN);
    assertThat(new ModelRejudging(evaluate(offline), offline).of(Set.of("q1")).words())
        .startsWith("Judged twice, offline@")
        .endsWith("always says the same: disagreement 0 by construction.");
  }

  @Test
  void labelsOfSomebodyElseCannotBeAskedFor() throws IOException {
    try (RunJudge judge = judge()) {
      EvaluationResult once = evaluate(judge);
      assertThat(new ModelRejudging(once, OfflineRun.judge(PLAN)).of(Set.of("q1")).words())
          .startsWith("Not judged twice: the labels are those of bedrock@");
    }
  }

  private RunJudge judge() {
    JudgeChoice choice = new JudgeChoice(Map.of(), variables, Clock.systemUTC(), line -> {});
    return new RunJudge(choice, PLAN.judge(), Path.of(""));
  }

  private EvaluationResult evaluate(RunJudge judge) throws IOException {
    String results =
        IntStream.range(0, 4)
            .mapToObj(
                """
                {"query_id": "q%1$d", "query": "How much, %1$d?", "gt_answer": "It is %1$d.",
                 "response": "It may be %1$d.", "retrieved_context": []}"""
                    ::formatted)
            .collect(Collectors.joining(",", "{\"results\": [", "]}"));
    return GivenAnswers.read(Files.writeString(folder.resolve("answers.json"), results))
        .evaluate(cases -> judge.service().begin("Answers", cases), Clock.systemUTC());
  }

  private Served reply(Received request) {
    Served reply = model.apply(request);
    boolean check = request.maxTokens() != 1000;
    return changedItsMind && check ? Served.text("Neutral") : reply;
  }
}
