package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.judge.bedrock.JudgingModel;
import dev.redline.rag.judge.bedrock.Received;
import dev.redline.rag.judge.bedrock.Served;
import dev.redline.rag.judge.bedrock.StandIn;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stage whose passages and questions a Titan model embeds, or cannot embed. */
@ExtendWith(StageTrials.class)
class TitanEmbeddingTest {

  private static final int DIMENSIONS = 256;
  private static final int TEXTS = 84;
  private static final String VERSION =
      "SELECT version FROM demo_content WHERE name = 'document_chunks'";
  private static final String COLUMN =
      "SELECT atttypmod FROM pg_attribute WHERE attrelid = 'document_chunks'::regclass"
          + " AND attname = 'embedding'";

  private final JudgingModel model = new JudgingModel();
  private AwsProperties aws;
  private StandIn standIn;
  private StageTrial trial;
  private int length = DIMENSIONS;

  @BeforeEach
  void serve(StageTrial copy) throws Exception {
    aws = new AwsProperties().credentials();
    standIn = StandIn.beyondPreflight(r -> embeds(r) ? vector(r) : model.apply(r));
    trial =
        copy.variable("BEDROCK_EMBED_MODEL_ID", "amazon.titan-embed-text-v2:0")
            .variable("BEDROCK_ENDPOINT", standIn.address().toString())
            .variable("AWS_REGION", "eu-central-1")
            .variable("BEDROCK_MAX_RPS", "10000")
            .variable("BEDROCK_MAX_RETRIES", "1")
            .variable("BEDROCK_RETRY_BASE", "0.001")
            .variable("BEDROCK_COOLDOWN_SEC", "0");
    trial.variable("RAGCHECKER_CACHE_DIR", trial.home().resolve(".ragcache_eval").toString());
  }

  @AfterEach
  void close() throws Exception {
    standIn.close();
    aws.close();
  }

  @Test
  @Tag("long")
  void theModelFillsTheTableAndARerunAsksItNothing() throws Exception {
    String hashed = trial.query(VERSION).get(0);
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.query(COLUMN)).containsExactly(Integer.toString(DIMENSIONS));
    assertThat(trial.query("SELECT DISTINCT vector_dims(embedding) FROM document_chunks"))
        .containsExactly(Integer.toString(DIMENSIONS));
    assertThat(trial.query(VERSION)).doesNotContain(hashed);
    assertThat(standIn.received()).hasSizeGreaterThan(TEXTS).allMatch(TitanEmbeddingTest::embeds);
    assertThat(evaluation()).contains("embedded by bedrock amazon.titan-embed-text-v2:0 at");

    int asked = standIn.receivedWithPreflight().size();
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(standIn.receivedWithPreflight()).hasSize(asked);

    trial.withoutVariable("BEDROCK_EMBED_MODEL_ID");
    assertThat(trial.run().failed()).isEmpty();
    assertThat(trial.query(VERSION)).containsExactly(hashed);
    assertThat(trial.query(COLUMN)).containsExactly("384");
  }

  @Test
  @Tag("long")
  void judgeAndEmbedderOfBedrockWorkInOneRun() throws Exception {
    trial.variable("BEDROCK_MODEL_ID", "a.model-v1:0").variable("BEDROCK_PROGRESS", "never");
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(evaluation())
        .contains("\"judge\" : \"bedrock@", "embedded by bedrock amazon.titan-embed-text-v2:0 at");
  }

  @Test
  @Tag("long")
  void anEvaluationBesideLoadSearchesWithTheModelsVectors() throws Exception {
    assertThat(trial.run("Isolation").failed()).isEmpty();
    assertThat(trial.query(COLUMN)).containsExactly(Integer.toString(DIMENSIONS));
  }

  @Tag("long")
  @Test
  void anEndpointThatNobodyListensAtIsAPauseBeforeAnythingIsChanged() throws Exception {
    standIn.close();
    assertUnchanged("Bedrock cannot be reached in " + standIn.address());
  }

  @Test
  @Tag("long")
  void vectorsThatNoIndexTakesAreAPauseBeforeAnythingIsChanged() throws Exception {
    length = 2001;
    assertUnchanged("vectors of 2001 dimensions by bedrock amazon.titan-embed-text-v2:0");
    assertThat(standIn.received())
        .filteredOn(request -> !request.body().path("inputText").asString().equals("ready"))
        .hasSize(1);
  }

  private void assertUnchanged(String problem) throws Exception {
    List<String> version = trial.query(VERSION);
    byte[] configuration = trial.configuration();
    GateOutcomes outcomes = trial.run("StageA");
    assertThat(outcomes.message())
        .startsWith("PAUSED: embedder of passages and questions: observed " + problem)
        .contains("Nothing had been changed.")
        .doesNotContain("Hot-fix");
    assertThat(outcomes.passed()).isEmpty();
    assertThat(trial.query(VERSION)).isEqualTo(version);
    assertThat(trial.query(COLUMN)).containsExactly("384");
    assertThat(trial.configuration()).isEqualTo(configuration);
    assertThat(trial.evidence("hotfix")).isEmpty();
  }

  private String evaluation() throws Exception {
    return Files.readString(trial.evidence("ragchecker_official_").get(0));
  }

  private static boolean embeds(Received request) {
    return request.path().endsWith("/invoke");
  }

  /** Each word has a direction of its own, the same wherever it stands. */
  private Served vector(Received request) {
    double[] sum = new double[length];
    for (String word :
        request.body().path("inputText").asString().toLowerCase(Locale.ROOT).split("\\W+")) {
      Random direction = new Random(word.hashCode());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += word.length() * direction.nextGaussian();
      }
    }
    return Served.json(Map.of("embedding", sum, "inputTextTokenCount", 1));
  }
}
