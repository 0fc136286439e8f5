package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.judge.bedrock.JudgingModel;
import dev.redline.rag.judge.bedrock.Received;
import dev.redline.rag.judge.bedrock.Served;
import dev.redline.rag.judge.bedrock.StandIn;
import dev.redline.trial.GateOutcomes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that a model judges several times, and answers that two judges judge. */
class RepeatedJudgingTest {

  private static final int CASES = 20;

  @TempDir private Path home;
  private final JudgingModel model = new JudgingModel();
  private AwsProperties aws;
  private EvaluationTrial trial;
  private StandIn standIn;

  @BeforeEach
  void prepare() {
    aws = new AwsProperties().credentials();
    trial =
        EvaluationTrial.in(home)
            .unlabelled(CASES)
            .property("judge", "bedrock")
            .variable("BEDROCK_MODEL_ID", "a.model-v1:0")
            .variable("AWS_REGION", "eu-central-1")
            .variable("BEDROCK_MAX_RPS", "10000")
            .variable("BEDROCK_COOLDOWN_SEC", "0")
            .variable("BEDROCK_PROGRESS", "never")
            .variable("RAGCHECKER_CACHE_DIR", home.resolve(".ragcache_eval").toString());
  }

  @AfterEach
  void close() {
    aws.close();
    standIn.close();
  }

  @Test
  void everyAnswerIsJudgedAsOftenAsThePlanSaysAndTheRedLineIsHeldAgainstTheInterval()
      throws Exception {
    serve(model);
    EvaluationTrial thrice = trial.edited("judge.yaml", "repeat: 1", "repeat: 3");
    assertThat(thrice.run().failed()).isEmpty();
    int equalTextsOnce = 3 * CASES;
    int pastTheCache = 6 * CASES;
    assertThat(standIn.received()).hasSize(equalTextsOnce + 2 * pastTheCache);
    assertThat(Files.readString(thrice.evidence("baseline_evaluations").get(0)))
        .containsPattern("\"judged_again\" : \\{\\s+\"q0\" : \\[ ?\\{");
  }

  @Test
  void answersWithoutAReferenceAreJudgedAsOften() throws Exception {
    serve(model);
    String answer =
        """
        {"results": [{"query_id": "q1", "query": "How much?", "response": "It is 1.",
         "retrieved_context": [{"text": "It is 1."}, {"text": "It is 2."}]}]}""";
    trial.given(answer).edited("judge.yaml", "repeat: 1", "repeat: 3").run();
    int claimsAndPassages = 1 + 2;
    assertThat(standIn.received()).hasSize(3 * claimsAndPassages);
  }

  @Test
  void aJudgeThatContradictsItselfAroundTheRedLineIsInconclusive() throws Exception {
    serve(request -> wavering(request));
    GateOutcomes outcomes =
        trial
            .edited("judge.yaml", "repeat: 1", "repeat: 3")
            .edited("red-lines.yaml", "recall: {at_least: 0.166}", "recall: {at_least: 0.65}")
            .run();
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: ")
        .contains("of what the judge says when asked again, 3 rounds", "raise repeat");
  }

  @Test
  void theJudgeThatIsReplacedScoresTheSameAnswersAndTheDifferenceIsKept() throws Exception {
    serve(model);
    trial.property("judge", "offline").property("accept", "baseline");
    assertThat(trial.run().failed()).isEmpty();

    trial.property("judge", "bedrock").property("judge.bridge", "offline");
    assertThat(trial.run().failed()).isEmpty();

    assertThat(Files.readString(home.resolve("metrics/baselines/bridge_offline_to_bedrock.json")))
        .contains("\"from\"", "offline@", "bedrock@", "\"precision\"", "\"change\"");
    assertThat(trial.evidence("baselines")).anyMatch(file -> file.endsWith("bedrock.json"));
  }

  @Test
  void redLinesThatTheNewJudgeLacksAreHeldByTheOneThatIsReplaced() throws Exception {
    serve(model);
    Path answers = home.resolve("answers.json");
    Files.writeString(
        answers,
        Files.readString(answers).replace("\"response\": \"It is 3", "\"response\": \"It is 93"));
    trial.property("judge", "offline").property("accept", "baseline");
    assertThat(trial.run().failed()).isEmpty();

    trial.property("judge", "bedrock").property("judge.bridge", "offline");
    EvaluationTrial bare = trial.edited("red-lines.yaml", "  bedrock:", "  somebody:");
    GateOutcomes crossed =
        bare.edited("red-lines.yaml", "precision: {at_least: 0.35}", "precision: {at_least: 1}")
            .run();
    assertThat(crossed.message()).startsWith("FAIL: precision: observed ");
    assertThat(trial.evidence("baselines")).noneMatch(file -> file.endsWith("bedrock.json"));

    assertThat(bare.run().failed()).isEmpty();
    assertThat(trial.evidence("baselines")).anyMatch(file -> file.endsWith("bedrock.json"));
  }

  @Test
  void aJudgeWithoutRedLinesIsToldOfTheBridgeFromTheOneThatHasABaseline() throws Exception {
    serve(model);
    trial.property("judge", "offline").property("accept", "baseline");
    assertThat(trial.run().failed()).isEmpty();

    trial.properties().remove("accept");
    trial.property("judge", "bedrock");
    GateOutcomes outcomes = trial.edited("red-lines.yaml", "  bedrock:", "  somebody:").run();

    assertThat(outcomes.failed())
        .hasSize(3)
        .allSatisfy(
            (gate, thrown) ->
                assertThat(thrown)
                    .hasMessageStartingWith("INCONCLUSIVE: ")
                    .hasMessageContaining(
                        "where it takes the place of judge offline, add -Djudge.bridge=offline"));
    assertThat(
            trial
                .property("judge.bridge", "offline")
                .edited("red-lines.yaml", "  bedrock:", "  somebody:")
                .run()
                .failed())
        .isEmpty();
  }

  @Test
  void aJudgeCannotBeReplacedByItself() throws Exception {
    serve(model);
    GateOutcomes outcomes = trial.property("judge.bridge", "bedrock").run();
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: judges that score the same answers: observed bedrock@");
  }

  @Test
  void aJudgeThatIsNotKnownIsNamedBeforeTheOtherIsPaid() throws Exception {
    serve(model);
    GateOutcomes outcomes = trial.property("judge.bridge", "oracle").run();
    assertThat(outcomes.message()).contains("-Djudge.bridge=oracle is not known");
    assertThat(standIn.received()).isEmpty();
  }

  @Test
  void answersThatFellByTheOldJudgeAreNoBaselineOfTheNewOne() throws Exception {
    serve(model);
    trial.property("judge", "offline").property("accept", "baseline");
    assertThat(trial.run().failed()).isEmpty();
    Path answers = home.resolve("answers.json");
    Files.writeString(
        answers,
        Files.readString(answers).replace("\"response\": \"It is ", "\"response\": \"It is 9"));

    trial.property("judge", "bedrock").property("judge.bridge", "offline");
    GateOutcomes outcomes = trial.run();

    assertThat(outcomes.failed()).isNotEmpty();
    assertThat(trial.evidence("baselines")).noneMatch(file -> file.endsWith("bedrock.json"));
  }

  /** All is right at first, half of it later. */
  private Served wavering(Received request) {
    Served sound = model.apply(request);
    return request.number() > 3 * CASES
            && request.number() / 7 % 2 == 0
            && request.maxTokens() != 1000
        ? request.forEachClaim("Neutral")
        : sound;
  }

  private void serve(Function<Received, Served> script) throws Exception {
    standIn = StandIn.beyondPreflight(script);
    trial.variable("BEDROCK_ENDPOINT", standIn.address().toString());
  }
}
