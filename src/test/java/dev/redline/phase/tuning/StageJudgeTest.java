package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.answers.AwsProperties;
import dev.redline.rag.judge.bedrock.JudgingModel;
import dev.redline.rag.judge.bedrock.Received;
import dev.redline.rag.judge.bedrock.Served;
import dev.redline.rag.judge.bedrock.StandIn;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stage whose answers Bedrock judges, or cannot judge. */
@ExtendWith(StageTrials.class)
class StageJudgeTest {

  private static final String JUDGE = "The judge of the answers can be trusted, and asked";
  private static final String EVALUATION = "The whole evaluation ends within its time";

  private final JudgingModel model = new JudgingModel();
  private volatile boolean denied;
  private AwsProperties aws;
  private StandIn standIn;
  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void serve(StageTrial copy) throws Exception {
    aws = new AwsProperties().credentials();
    standIn = new StandIn(this::reply);
    trial =
        copy.variable("BEDROCK_MODEL_ID", "a.model-v1:0")
            .variable("BEDROCK_ENDPOINT", standIn.address().toString())
            .variable("AWS_REGION", "eu-central-1")
            .variable("BEDROCK_MAX_RPS", "10000")
            .variable("BEDROCK_MAX_IN_FLIGHT", "4")
            .variable("BEDROCK_PROGRESS", "never");
    trial.variable("RAGCHECKER_CACHE_DIR", trial.home().resolve(".ragcache_eval").toString());
    original = trial.configuration();
  }

  @AfterEach
  void close() throws Exception {
    standIn.close();
    aws.close();
  }

  @Test
  @Tag("long")
  void answersFromUnchangedPassagesAreReusedAndCostNothing() throws Exception {
    AtomicInteger paid = new AtomicInteger();
    trial.before(EVALUATION, () -> paid.set(standIn.received().size()));
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(standIn.received()).hasSize(paid.get()).isNotEmpty();
    String evaluation = Files.readString(trial.evidence("ragchecker_official_").get(0));
    assertThat(evaluation).contains("\"reused\" : 84", "\"judge\" : \"bedrock@");
  }

  @Test
  @Tag("long")
  void aJudgeThatCannotBeAskedIsAPauseBeforeTheServerIsTouched() throws Exception {
    denied = true;
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(JUDGE);
    assertThat(outcomes.message())
        .startsWith("PAUSED: judge of the answers: observed Access to a.model-v1:0")
        .contains("Allow bedrock:InvokeModel", "the server stays as it is")
        .doesNotContain("Hot-fix");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.evidence("hotfix")).isEmpty();
    denied = false;
    assertThat(trial.run("StageA").failed()).isEmpty();
  }

  @Test
  @Tag("long")
  void aJudgeThatIsLostAfterTheChangePausesAndTheNextRunComparesWithTheUnchangedServer()
      throws Exception {
    trial.before(EVALUATION, this::otherPassagesAndNoJudge);
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.failed()).containsOnlyKeys(EVALUATION);
    assertThat(outcomes.message()).startsWith("PAUSED: judge of the answers: observed Access to");
    assertThat(trial.query("SHOW jit")).containsExactly("off");
    assertThat(trial.evidence("hotfix")).isEmpty();

    denied = false;
    trial.before(EVALUATION, () -> {});
    assertThat(trial.run("StageA").failed()).isEmpty();
    String evaluation = Files.readString(trial.evidence("ragchecker_official_").get(0));
    assertThat(evaluation).doesNotContain("\"reused\" : 84", "\"reused\" : 0,");
  }

  private void otherPassagesAndNoJudge() throws Exception {
    denied = true;
    try (var connection = trial.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE document_chunks SET content = content || ' Really.'"
              + " WHERE doc_id IN (SELECT doc_id FROM document_chunks ORDER BY doc_id LIMIT 40)");
    }
  }

  private Served reply(Received request) {
    if (denied) {
      return Served.error(403, "AccessDeniedException", "No");
    }
    return request.isPreflight() ? Served.text("ready") : model.apply(request);
  }
}
