package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.model.ModelSession;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockEmbedderTest extends BedrockTest {

  private static final String VECTOR = "{\"embedding\":[0.5,-1,2e-3],\"inputTextTokenCount\":7}";

  @Test
  void aTextBecomesTheVectorThatTitanGivesForIt() {
    StandIn standIn = standIn(request -> Served.raw(200, VECTOR));
    ModelSession bedrock =
        embedding(
            standIn,
            "BEDROCK_EMBED_DIMENSIONS",
            "3",
            "BEDROCK_USD_PER_1K_INPUT",
            "1",
            "BEDROCK_USD_PER_1K_OUTPUT",
            "1",
            "BEDROCK_USD_PER_1K_EMBEDDING",
            "2");

    assertThat(embedder(standIn, bedrock, "BEDROCK_EMBED_DIMENSIONS", "3").embed("text"))
        .containsExactly(0.5f, -1f, 0.002f);

    Received request = standIn.received().get(1);
    assertThat(request.path()).isEqualTo("/model/amazon.titan-embed-text-v2%3A0/invoke");
    assertThat(request.body().toString()).contains("\"inputText\":\"text\"", "\"dimensions\":3");
    assertThat(bedrock.record().usage().usd().orElseThrow())
        .isEqualByComparingTo(new BigDecimal("0.110").add(new BigDecimal("0.028")));
  }

  @Test
  void aVectorThatIsKnownIsNotAskedForAgain() {
    StandIn standIn = standIn(request -> Served.raw(200, VECTOR));
    float[] first = embedder(standIn, embedding(standIn)).embed("text");
    int requests = standIn.receivedWithPreflight().size();

    assertThat(embedder(standIn, embedding(standIn)).embed("text")).isEqualTo(first);
    assertThat(standIn.receivedWithPreflight()).hasSize(requests);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"embedding\":[0.5,-1]}",
        "{\"embedding\":[0.5,-1,\"NaN\"]}",
        "{\"embedding\":[0.5,-1,null]}",
        "{\"embedding\":[0.5,-1,1e300]}",
        "{\"embedding\":[]}",
        "{\"embedding\":[0.5,",
        "[]"
      })
  void whatIsNoVectorOfTheRightLengthIsUnusable(String body) {
    StandIn standIn = standIn(request -> Served.raw(200, body));
    BedrockEmbedder embedder =
        embedder(
            standIn,
            embedding(standIn, "BEDROCK_EMBED_DIMENSIONS", "3"),
            "BEDROCK_EMBED_DIMENSIONS",
            "3");

    assertThatThrownBy(() -> embedder.embed("text"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo(body));
  }

  @Test
  void withoutAModelForItThereIsNoEmbedder() {
    StandIn standIn = standIn(request -> Served.text(""));

    assertThat(Bedrock.embedder(BedrockSettings.of(variables(standIn)), bedrock(standIn)))
        .isEmpty();
  }

  private ModelSession embedding(StandIn standIn, String... changes) {
    return bedrock(embeddingVariables(standIn, changes));
  }

  private BedrockEmbedder embedder(StandIn standIn, ModelSession session, String... changes) {
    BedrockSettings settings = BedrockSettings.of(embeddingVariables(standIn, changes));
    return Bedrock.embedder(settings, session).orElseThrow();
  }

  private Map<String, String> embeddingVariables(StandIn standIn, String... changes) {
    Map<String, String> variables = variables(standIn, changes);
    variables.put("BEDROCK_EMBED_MODEL_ID", "amazon.titan-embed-text-v2:0");
    return variables;
  }
}
