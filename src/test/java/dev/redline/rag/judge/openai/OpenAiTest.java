package dev.redline.rag.judge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.redline.rag.Claim;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.call.SettingException;
import dev.redline.rag.metric.Label;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any model behind OpenAI's chat protocol, played by a stand-in on loopback. */
class OpenAiTest {

  private static final String KEY = "sk-proj-EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE";
  private static final String CLAIM = "(\"A\", \"is\", \"b\")";

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void claimsAndLabelsComeFromTheChatProtocol() {
    ChatStandIn standIn = standIn(r -> Chat.text(r.number() == 0 ? CLAIM : "Neutral"));
    JudgeService service = service(standIn);

    assertThat(service.judge().extract("What?", "A is b."))
        .containsExactly(new Claim("A", "is", "b"));
    assertThat(service.judge().check("q", claims(1), "r")).containsExactly(Label.NEUTRAL);

    ChatStandIn.Request first = standIn.received().get(0);
    assertThat(first.path()).isEqualTo("/v1/chat/completions");
    assertThat(first.authorization()).isEqualTo("Bearer " + KEY);
    assertThat(first.body().path("model").stringValue()).isEqualTo("llama3.1:8b");
    assertThat(first.body().path("temperature").doubleValue()).isZero();
    assertThat(first.body().path("max_tokens").intValue()).isEqualTo(1000);
    assertThat(first.body().at("/messages/0/role").stringValue()).isEqualTo("system");
    assertThat(first.prompt()).contains("A is b.");
    assertThat(service.judge().id().name()).isEqualTo("openai");
    assertThat(service.about()).isEqualTo("model llama3.1:8b at " + standIn.base());
    assertThat(service.usage().line()).startsWith("3 requests, 0 from cache, 330 tokens");
  }

  @Test
  void aServiceThatNeedsNoKeyGetsNone() {
    ChatStandIn standIn = standIn(r -> Chat.text("Neutral"));

    service(standIn, "OPENAI_API_KEY", "").judge().check("q", claims(1), "r");

    assertThat(standIn.received().get(0).authorization()).isNull();
  }

  @Test
  void aSchemaIsAskedForAsTheProtocolHasIt() {
    ChatStandIn standIn = standIn(r -> Chat.text("{\"labels\":[\"Neutral\"]}"));

    service(standIn, "OPENAI_REPLIES", "schema").judge().check("q", claims(1), "r");

    var format = standIn.received().get(0).body().path("response_format");
    assertThat(format.path("type").stringValue()).isEqualTo("json_schema");
    assertThat(format.at("/json_schema/name").stringValue()).isEqualTo("labels");
    assertThat(format.at("/json_schema/strict").booleanValue()).isTrue();
    assertThat(format.at("/json_schema/schema/properties/labels/items/enum").values()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Folgerung", "Not Neutral", "Neutral\nNeutral", "Désolé, surchargé.", ""})
  void itIsAsStrictAsBedrock(String reply) {
    ChatStandIn standIn = standIn(r -> Chat.text(reply));

    assertThatThrownBy(() -> service(standIn).judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageStartingWith("Asked twice for the labels of 1 claim");
    assertThat(standIn.received()).hasSize(2);
    assertThat(standIn.received().get(1).prompt()).contains("Your earlier reply could not be used");
  }

  @Test
  void aReplyThatIsCutOffIsAskedForAgainWithTwiceTheRoom() {
    ChatStandIn standIn =
        standIn(r -> r.number() == 0 ? Chat.text(CLAIM, "length") : Chat.text(CLAIM));

    assertThat(service(standIn).judge().extract("q", "t")).hasSize(1);
    assertThat(standIn.received())
        .map(request -> request.body().path("max_tokens").intValue())
        .containsExactly(1000, 2000);
  }

  @Test
  void modelsThatCallTheMostTokensOtherwiseAreAskedSo() {
    ChatStandIn standIn = standIn(r -> Chat.text("Neutral"));

    service(standIn, "OPENAI_TOKENS_KEY", "max_completion_tokens")
        .judge()
        .check("q", claims(1), "r");

    assertThat(standIn.received().get(0).body().has("max_tokens")).isFalse();
    assertThat(standIn.received().get(0).body().path("max_completion_tokens").intValue())
        .isEqualTo(150);
  }

  @Test
  void repliesAreKeptAndSharedByNoOtherAddress() {
    ChatStandIn standIn = standIn(r -> Chat.text("Neutral"));
    ChatStandIn other = standIn(r -> Chat.text("Entailment"));
    service(standIn).judge().check("q", claims(1), "r");

    service(standIn).judge().check("q", claims(1), "r");
    List<Label> elsewhere = service(other).judge().check("q", claims(1), "r");

    assertThat(standIn.received()).hasSize(1);
    assertThat(elsewhere).containsExactly(Label.ENTAILMENT);
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "503", "408"})
  void passingErrorsAreRetried(int status) {
    ChatStandIn standIn =
        standIn(r -> r.number() < 2 ? Chat.error(status, "x", "Wait") : Chat.text("Neutral"));

    assertThat(service(standIn).judge().check("q", claims(1), "r")).containsExactly(Label.NEUTRAL);
    assertThat(standIn.received()).hasSize(3);
  }

  @Test
  void throttlingThatDoesNotEndLeavesTheCaseUnjudged() {
    ChatStandIn standIn = standIn(r -> Chat.error(429, "rate_limit_exceeded", "Slow down"));

    assertThatThrownBy(
            () -> service(standIn, "OPENAI_MAX_RETRIES", "2").judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessage("Throttled with status 429: Slow down (attempts: 3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | invalid_api_key    | does not accept the key (status 401
          403 | forbidden          | does not accept the key (status 403
          404 | model_not_found    | There is no model llama3.1:8b at http://127.0.0.1
          429 | insufficient_quota | is used up (status 429
          402 | x                  | is used up (status 402
          400 | bad                | The chat service does not answer: Refused with status 400
          """)
  void aServiceThatRefusesPausesBeforeAnyCase(int status, String code, String problem) {
    ChatStandIn standIn = started(new ChatStandIn(r -> Chat.error(status, code, "Bad key " + KEY)));

    assertThatThrownBy(service(standIn)::preflight)
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining(KEY);
  }

  @Test
  void anAddressThatNobodyAnswersPausesAtOnce() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    String base = "http://127.0.0.1:%d/v1".formatted(nobody);
    ChatStandIn standIn = standIn(r -> Chat.text("Neutral"));

    assertThatThrownBy(service(standIn, "OPENAI_BASE_URL", base)::preflight)
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessage(base + " cannot be reached. Start the service, or correct OPENAI_BASE_URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                         | empty   | held no message
          no JSON                                                                    | empty   | held no message
          {"choices":[]}                                                             | empty   | held no message
          {"choices":null}                                                           | empty   | held no message
          {"choices":[{"message":null,"finish_reason":"stop"}]}                      | empty   | held no message
          {"choices":[{"message":{"content":null},"finish_reason":"stop"}]}          | empty   | held no message
          {"choices":[{"message":{"refusal":"No."},"finish_reason":"stop"}]}         | empty   | held no message
          {"choices":[{"message":{"content":""},"finish_reason":"stop"}]}            | empty   | was empty
          {"choices":[{"message":{"content":null},"finish_reason":"content_filter"}]}| stopped | was stopped: content_filter
          {"choices":[{"message":{"content":"N"},"finish_reason":"content_filter"}]} | stopped | was stopped: content_filter
          {"choices":[{"message":{"content":null},"finish_reason":"tool_calls"}]}    | stopped | was stopped: tool_calls
          {"choices":[{"message":{"content":"Neutral"},"finish_reason":"say Yes."}]} | stopped | was stopped: for a reason without a name
          {"choices":[{"message":{"content":"Neutral"}}]}                            | stopped | did not say why it ended
          {"choices":[{"message":{"content":null},"finish_reason":"length"}]}        | cut_off | was cut off
          """)
  void aResponseThatHoldsNoReplyIsAskedForAgainAndThenLeavesTheCaseUnjudged(
      String body, String fault, String problem) {
    ChatStandIn standIn = standIn(r -> new Chat(200, body, Duration.ZERO));
    JudgeService service = service(standIn);

    assertThatThrownBy(() -> service.judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageStartingWith("Asked twice for ")
        .hasMessageContaining(problem);
    assertThat(standIn.received()).hasSize(2);
    assertThat(standIn.received().get(1).prompt())
        .contains("Your earlier reply could not be used: it " + problem);
    assertThat(service.begin("t", 1).replies().get().faults()).containsExactly(entry(fault, 1L));
  }

  @Test
  void aModelThatThinksItsRoomAwayIsGivenMore() {
    String thought =
        "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"length\"}]}";
    ChatStandIn standIn =
        started(
            new ChatStandIn(
                r -> r.number() < 1 ? new Chat(200, thought, Duration.ZERO) : Chat.text(CLAIM)));

    assertThat(service(standIn).judge().extract("q", "t")).hasSize(1);
    assertThat(standIn.received())
        .map(request -> request.body().path("max_tokens").intValue())
        .containsExactly(1000, 2000);
  }

  @Test
  void aResponseWithoutEndIsCutOff() {
    ChatStandIn standIn = standIn(r -> new Chat(200, "x".repeat(5 << 20), Duration.ZERO));

    assertThatThrownBy(
            () -> service(standIn, "OPENAI_MAX_RETRIES", "0").judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageContaining("could not be read");
  }

  @Test
  void aReplyThatDoesNotComeInTimeLeavesTheCaseUnjudged() {
    ChatStandIn standIn = standIn(r -> new Chat(200, "", Duration.ofMinutes(1)));
    JudgeService service =
        service(standIn, "OPENAI_MAX_RETRIES", "0", "OPENAI_REQUEST_TIMEOUT_SEC", "2");

    assertThatThrownBy(() -> service.judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessage("No reply in time (attempts: 1)");
  }

  @Test
  void theBudgetHolds() {
    ChatStandIn standIn = standIn(r -> Chat.text("Neutral"));
    JudgeService service =
        service(
            standIn,
            "OPENAI_MAX_USD",
            "0.001",
            "OPENAI_USD_PER_1K_INPUT",
            "1",
            "OPENAI_USD_PER_1K_OUTPUT",
            "1");

    assertThatThrownBy(() -> service.judge().check("q", claims(1), "r"))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("OPENAI_MAX_USD=0.001");
    assertThat(standIn.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENAI_BASE_URL   | ftp://host/v1            | OPENAI_BASE_URL, which is not shown, is not usable
          OPENAI_BASE_URL   | http://u:secret@host/v1  | OPENAI_BASE_URL, which is not shown, is not usable
          OPENAI_MODEL      | two words                | OPENAI_MODEL=two words is not usable
          OPENAI_MAX_RPS    | 0                        | OPENAI_MAX_RPS=0 is not usable
          OPENAI_REPLIES    | xml                      | one of text, schema
          OPENAI_TOKENS_KEY | tokens                   | max_tokens or max_completion_tokens
          """)
  void aValueThatCannotBeUsedIsNamed(String name, String value, String message) {
    ChatStandIn standIn = standIn(r -> Chat.text("Neutral"));

    assertThatThrownBy(() -> service(standIn, name, value))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void withoutAModelNothingIsAsked() {
    assertThatThrownBy(() -> OpenAiSettings.of(Map.of()))
        .hasMessage("OPENAI_MODEL is not set: it names the model that judges");
  }

  private JudgeService service(ChatStandIn standIn, String... changes) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "OPENAI_BASE_URL", standIn.base(),
                "OPENAI_API_KEY", KEY,
                "OPENAI_MODEL", "llama3.1:8b",
                "OPENAI_MAX_RPS", "1000",
                "OPENAI_COOLDOWN_SEC", "0",
                "OPENAI_RETRY_BASE", "0.001",
                "OPENAI_RETRY_MAX_SLEEP", "0.002",
                "RAGCHECKER_CACHE_DIR", folder.resolve(".ragcache_eval").toString()));
    for (int i = 0; i < changes.length; i += 2) {
      variables.put(changes[i], changes[i + 1]);
    }
    JudgeService service =
        new OpenAiProvider()
            .open(new JudgeProvider.Conditions(variables, Clock.systemUTC(), System.err));
    open.add(service);
    return service;
  }

  /** A service that is there; {@code script} does not see the preflight. */
  private ChatStandIn standIn(Function<ChatStandIn.Request, Chat> script) {
    return started(new ChatStandIn(r -> r.isPreflight() ? Chat.text("ready") : script.apply(r)));
  }

  private ChatStandIn started(ChatStandIn standIn) {
    open.add(standIn);
    return standIn;
  }

  private static List<Claim> claims(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Claim("c" + i, "p", "o")).toList();
  }
}
