package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.judge.openai.Chat;
import dev.redline.rag.judge.openai.ChatStandIn;
import dev.redline.trial.GateOutcomes;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a person can supply is a pause with one message, and nobody is asked before. */
class JudgeToBeSuppliedTest {

  @TempDir private Path home;
  private AwsProperties aws;
  private ChatStandIn chat;
  private EvaluationTrial trial;

  @BeforeEach
  void serve() {
    aws = new AwsProperties().credentials();
    chat = new ChatStandIn(request -> Chat.text("Neutral"));
    trial =
        EvaluationTrial.in(home)
            .unlabelled(3)
            .property("judge", "openai")
            .variable("OPENAI_BASE_URL", chat.base())
            .variable("OPENAI_MODEL", "llama3.1:8b")
            .variable("OPENAI_MAX_RPS", "10000")
            .variable("OPENAI_PROGRESS", "never")
            .variable("BEDROCK_PROGRESS", "never")
            .variable("RAGCHECKER_CACHE_DIR", home.resolve("cache").toString());
  }

  @AfterEach
  void close() {
    aws.close();
    chat.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENAI_MODEL         |                       | OPENAI_MODEL is not set
          OPENAI_MODEL         | two words             | OPENAI_MODEL=two words is not usable
          OPENAI_BASE_URL      | ftp://host/v1         | OPENAI_BASE_URL, which is not shown, is not usable
          OPENAI_BASE_URL      | http://127.0.0.1:1/v1 | http://127.0.0.1:1/v1 cannot be reached
          OPENAI_MAX_RPS       | 0                     | OPENAI_MAX_RPS=0 is not usable
          OPENAI_MAX_USD       | 5                     | accompanied by OPENAI_USD_PER_1K_INPUT
          RAGCHECKER_CACHE_DIR | /proc/none            | Cannot keep replies in /proc/none
          """)
  void aVariableThatIsMissingOrCannotBeUsed(String name, String value, String problem) {
    if (value == null) {
      trial.environment().remove(name);
    } else {
      trial.variable(name, value);
    }
    assertPaused(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eu central 1  | There is no AWS region "eu central 1"
          mars-north    | There is no AWS region "mars-north"
          ''            | There is no AWS region ""
          """)
  void aRegionThatThereIsNot(String region, String problem) {
    trial.property("judge", "bedrock").variable("AWS_REGION", region);
    assertPaused(problem);
  }

  @Test
  void aJudgeThatNobodyOffers() {
    trial.property("judge", "oracle");
    assertPaused("-Djudge=oracle is not known: it must be one of [bedrock, offline, openai]");
  }

  @Test
  void aJudgeToBeReplacedThatNobodyOffersIsNamedByItsOwnOption() {
    trial.property("judge.bridge", "oracle");
    assertPaused("-Djudge.bridge=oracle is not known");
  }

  @Test
  void aJudgeToBeReplacedThatCannotBeAskedIsFoundBeforeTheOtherIs() {
    trial.property("judge.bridge", "bedrock").variable("AWS_REGION", "mars-north");
    assertPaused("There is no AWS region \"mars-north\"");
  }

  private void assertPaused(String problem) {
    GateOutcomes outcomes = trial.run();
    assertThat(outcomes.failed()).hasSize(1);
    assertThat(outcomes.message())
        .startsWith("PAUSED: judge of the answers: observed ")
        .contains(problem, "Nothing had been changed")
        .doesNotContain("Exception");
    assertThat(chat.received()).isEmpty();
  }
}
