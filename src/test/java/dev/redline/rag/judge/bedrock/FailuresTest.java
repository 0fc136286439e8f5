package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.Progress;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.model.ModelSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** Each way of not getting a reply says whether to pause or to leave one case unjudged. */
class FailuresTest extends BedrockTest {

  @Test
  void withoutCredentialsTheEvaluationPausesAndNothingIsSent() {
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    AwsAccess nobody =
        new AwsAccess(access().regions(), Optional.of(SystemPropertyCredentialsProvider.create()));

    try (ModelSession bedrock = open(variables(standIn), nobody)) {
      assertThatThrownBy(bedrock::preflight)
          .isInstanceOf(JudgeUnavailableException.class)
          .hasMessageStartingWith("There are no AWS credentials. Give them")
          .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }
    assertThat(standIn.receivedWithPreflight()).isEmpty();
  }

  @Test
  void withoutARegionTheEvaluationPauses() {
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    Map<String, String> variables = variables(standIn);
    variables.remove("AWS_REGION");

    try (ModelSession bedrock =
        open(variables, new AwsAccess(() -> null, access().credentials()))) {
      assertThatThrownBy(bedrock::preflight)
          .isInstanceOf(JudgeUnavailableException.class)
          .hasMessageStartingWith("No AWS region is set. Set AWS_REGION");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"europe", "", " ", "eu-central-1 ", "EU_CENTRAL_1", "eu-central-1/x"})
  void aRegionThatThereIsNotPausesTheEvaluation(String region) {
    StandIn standIn = standIn(request -> Served.text("Entailment"));

    try (ModelSession bedrock = open(variables(standIn, "AWS_REGION", region), access())) {
      assertThatThrownBy(bedrock::preflight)
          .isInstanceOf(JudgeUnavailableException.class)
          .hasMessageStartingWith("There is no AWS region \"" + region + "\". Set AWS_REGION");
    }
  }

  @Test
  void anEndpointThatCannotBeReachedPausesAtOnce() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    StandIn standIn = standIn(request -> Served.text("Entailment"));
    String address = "http://127.0.0.1:" + nobody;
    ModelSession bedrock =
        bedrock(
            standIn,
            "BEDROCK_ENDPOINT",
            address,
            "BEDROCK_RETRY_BASE",
            "60",
            "BEDROCK_RETRY_MAX_SLEEP",
            "60");

    assertThatThrownBy(bedrock::preflight)
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageStartingWith("Bedrock cannot be reached in " + address + ". Check the network");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AccessDeniedException | You don't have access | Access to meta.llama3-70b-instruct-v1:0 in",
        "403 | ExpiredTokenException | The security token is expired | AWS does not accept the credentials",
        "403 | UnrecognizedClientException | The token is invalid | AWS does not accept the credentials",
        "403 | InvalidSignatureException | The Canonical String is | AWS does not accept the credentials",
        "404 | ResourceNotFoundException | Could not resolve the model | There is no model meta.llama3",
        "400 | ValidationException | The provided model identifier is invalid. | There is no model meta",
        "400 | ValidationException | Invocation with on-demand throughput isn’t supported | There is no",
        "400 | ServiceQuotaExceededException | Quota | A quota of Bedrock"
      })
  void whatNoOtherCaseWouldChangePausesTheEvaluation(
      int status, String type, String message, String problem) {
    StandIn standIn = standIn(request -> Served.error(status, type, message));
    ModelSession bedrock = bedrock(standIn);

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageStartingWith(problem)
        .hasNoCause();
    assertThat(standIn.received()).hasSize(1);
  }

  @Test
  void aModelThatThePreflightDoesNotReachIsNotAskedAboutAnyCase() {
    StandIn standIn =
        standInFromTheStart(request -> Served.error(403, "AccessDeniedException", "no"));
    ModelSession bedrock = bedrock(standIn);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> bedrock.judge().extract("q", "text"))
          .isInstanceOf(JudgeUnavailableException.class);
    }
    assertThat(standIn.receivedWithPreflight()).hasSize(1);
  }

  @Test
  void aServiceThatThrottlesThePreflightToTheEndPauses() {
    StandIn standIn = standInFromTheStart(request -> Served.throttled());
    ModelSession bedrock = bedrock(standIn, "BEDROCK_MAX_RETRIES", "2");

    assertThatThrownBy(bedrock::preflight)
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("Throttled (status 429) to the last of 3 attempts")
        .hasMessageContaining("lower BEDROCK_MAX_RPS");
  }

  @Test
  void aRequestThatTheModelCannotTakeLeavesItsCaseUnjudged() {
    StandIn standIn =
        standIn(request -> Served.error(400, "ValidationException", "Input is too long"));
    ModelSession bedrock = bedrock(standIn);

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).contains("Input is too long"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Entailm",
        "<html>Service Unavailable</html>",
        "{}",
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[]}},\"stopReason\":\"end_turn\"}"
      })
  void aResponseThatCannotBeReadLeavesItsCaseUnjudgedAndIsKept(String body) {
    StandIn standIn = standIn(request -> Served.raw(200, body));
    ModelSession bedrock = bedrock(standIn);

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(body));
  }

  @Test
  void aResponseTornToTheEndIsKeptAsFarAsItCame() {
    Served torn = Served.text("Entailment").tornAfter(30);
    StandIn standIn = standIn(request -> torn);
    ModelSession bedrock = bedrock(standIn, "BEDROCK_MAX_RETRIES", "1");

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class,
            e -> assertThat(e.reply()).isEqualTo(new String(torn.body())))
        .hasMessageStartingWith("The response could not be read (attempts: 2): ")
        .message()
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"guardrail_intervened", "content_filtered"})
  void aReplyThatAFilterStoppedIsNoReply(String reason) {
    StandIn standIn = standIn(request -> Served.text("Entailment", reason));
    ModelSession bedrock = bedrock(standIn);

    assertThatThrownBy(() -> bedrock.judge().check("q", claims(1), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void noKeyTokenOrSignatureIsInAnyException() {
    String secret =
        "Credential="
            + KEY_ID
            + "/2026/x, Signature=deadbeef, x-amz-security-token: "
            + KEY
            + " "
            + KEY_ID;
    for (String type : new String[] {"InvalidSignatureException", "AccessDeniedException", "Odd"}) {
      StandIn standIn = standIn(request -> Served.error(403, type, secret));

      Throwable thrown = catchThrowable(() -> bedrock(standIn).judge().check("q", claims(1), "r"));

      StringWriter all = new StringWriter();
      thrown.printStackTrace(new PrintWriter(all));
      assertThat(all.toString()).doesNotContain(KEY_ID, KEY, "deadbeef");
    }
  }

  private static ModelSession open(Map<String, String> variables, AwsAccess access) {
    return Bedrock.open(
        BedrockSettings.of(variables), access, Clock.systemUTC(), Progress.silent());
  }
}
