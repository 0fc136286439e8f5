package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.judge.JudgeChoice;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.judge.bedrock.JudgingModel;
import dev.redline.rag.judge.bedrock.StandIn;
import dev.redline.rag.judge.openai.Chat;
import dev.redline.rag.judge.openai.ChatStandIn;
import dev.redline.verdict.Finding;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AcceptedFloors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a run will ask is estimated, and held against the budgets, before the first call. */
class JudgingForecastTest {

  private static final int CASES = 20;
  private static final String ANSWERS =
      "20 answers to be judged by bedrock@\\S+: about 120 calls, 240 s one after the other";

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> properties =
      new HashMap<>(Map.of("eval.input", "answers.json"));
  private AwsProperties aws;
  private StandIn bedrock;
  private ChatStandIn chat;

  @BeforeEach
  void serve() throws IOException {
    aws = new AwsProperties().credentials();
    bedrock = StandIn.beyondPreflight(new JudgingModel());
    chat =
        new ChatStandIn(
            request ->
                request.isPreflight()
                    ? Chat.text("ready")
                    : Chat.text(request.extracts() ? "(\"It\", \"is\", \"so\")" : "Entailment"));
    variables.putAll(
        Map.of(
            "BEDROCK_MODEL_ID", "a.model-v1:0",
            "BEDROCK_ENDPOINT", bedrock.address().toString(),
            "AWS_REGION", "eu-central-1",
            "BEDROCK_MAX_RPS", "10000",
            "BEDROCK_PROGRESS", "never",
            "OPENAI_MODEL", "llama3.1:8b",
            "OPENAI_BASE_URL", chat.base(),
            "OPENAI_MAX_RPS", "10000",
            "OPENAI_PROGRESS", "never",
            "RAGCHECKER_CACHE_DIR", folder.resolve("cache").toString()));
    EvaluationTrial.in(folder).unlabelled(CASES);
    Files.copy(folder.resolve("answers.json"), folder.resolve("base.json"));
  }

  @AfterEach
  void close() {
    aws.close();
    bedrock.close();
    chat.close();
  }

  @Test
  void twoFilesAreOneEstimate() {
    properties.put("eval.against", "base.json");

    assertThat(regression("gates").passed()).isTrue();

    assertThat(said)
        .filteredOn(line -> line.contains("to be judged"))
        .singleElement()
        .asString()
        .matches("0 requests: 40 answers to be judged by bedrock@\\S+: about 240 calls, 480 s .*");
  }

  @Test
  void twoJudgesAreEstimatedTogetherBeforeEitherIsAsked() {
    properties.put("judge.bridge", "openai");

    regression("gates");

    assertThat(said)
        .filteredOn(line -> line.contains("about"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("0 requests: "))
        .anyMatch(line -> line.contains("20 answers to be judged by openai@"))
        .anyMatch(line -> line.contains("20 answers to be judged by bedrock@"))
        .last()
        .asString()
        .contains("all judges together: about 240 calls, 480 s");
  }

  @Test
  void aBudgetThatHoldsOneFileButNotBothStopsTheRunBeforeTheFirstRequest() throws Exception {
    properties.put("eval.against", "base.json");
    variables.put("BEDROCK_MAX_USD", "1.30");
    variables.put("BEDROCK_USD_PER_1K_INPUT", "0.0001");
    variables.put("BEDROCK_USD_PER_1K_OUTPUT", "0.0001");
    Path gates = priced("0.01");

    assertThatThrownBy(() -> regression(gates.toString()))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("about 2.40 USD")
        .hasMessageContaining("BEDROCK_MAX_USD=1.30");
    assertThat(bedrock.receivedWithPreflight()).isEmpty();

    properties.remove("eval.against");
    assertThat(regression(gates.toString()).passed()).as("one file is within it").isTrue();
  }

  @Test
  void theBudgetOfTheJudgeThatIsReplacedIsKnownBeforeTheNewOneIsAsked() {
    properties.put("judge.bridge", "openai");
    variables.put("OPENAI_MAX_USD", "0.01");
    variables.put("OPENAI_USD_PER_1K_INPUT", "1");
    variables.put("OPENAI_USD_PER_1K_OUTPUT", "1");

    assertThatThrownBy(() -> regression("gates"))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("OPENAI_MAX_USD=0.01");
    assertThat(bedrock.receivedWithPreflight()).isEmpty();
    assertThat(chat.received()).isEmpty();
  }

  @Test
  void thePriceOfACallFollowsFromThatOfTokensWhereNobodyNamedIt() {
    variables.put("BEDROCK_USD_PER_1K_INPUT", "1");
    variables.put("BEDROCK_USD_PER_1K_OUTPUT", "1");

    regression("gates");

    assertThat(said).anyMatch(line -> line.matches("0 requests: " + ANSWERS + ", [\\d.]+ USD"));
  }

  private Path priced(String usd) throws Exception {
    return EvaluationTrial.in(folder)
        .edited("judge.yaml", "call: {time: 2s}", "call: {time: 2s, usd: %s}".formatted(usd))
        .gates();
  }

  private Finding regression(String gates) {
    Plan plan = Plan.load(Path.of(gates));
    AcceptedBaseline accepted =
        AcceptedBaseline.in(folder, Map.of(), () -> "abc", path -> {}, Clock.systemUTC());
    Optional<JudgeBridge> bridge =
        Optional.ofNullable(properties.get("judge.bridge"))
            .map(name -> new JudgeBridge(plan, judge(plan, name), accepted, Clock.systemUTC()));
    try (RunJudge judge = judge(plan, "bedrock")) {
      EvaluationRun run =
          new EvaluationRun(
              plan,
              GivenFile.in(properties, folder),
              judge,
              bridge,
              accepted,
              AcceptedFloors.in(folder, Map.of(), () -> "abc", Clock.systemUTC()),
              folder.resolve("labels"),
              Clock.systemUTC());
      return run.input().and(run.evaluation()).and(run.regression());
    } finally {
      bridge.ifPresent(JudgeBridge::close);
    }
  }

  private RunJudge judge(Plan plan, String name) {
    JudgeChoice choice =
        new JudgeChoice(Map.of("judge", name), variables, Clock.systemUTC(), this::say);
    return new RunJudge(choice, plan.judge(), Path.of(""));
  }

  private void say(String line) {
    int requests = bedrock.receivedWithPreflight().size() + chat.received().size();
    said.add("%d requests: %s".formatted(requests, line));
  }
}
