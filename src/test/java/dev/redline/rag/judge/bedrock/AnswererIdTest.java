package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers by another answerer, model, prompt or endpoint are not compared with each other. */
class AnswererIdTest extends BedrockTest {

  private static final NamedAnswerer EXTRACTIVE = new NamedAnswerer("passages@1", (q, c) -> "");

  @Test
  void whoAnswersWithoutAModelIsNamedAsEver() {
    assertThat(id(Map.of())).isEqualTo("passages@1");
  }

  @Test
  void aModelThatAnswersIsNamedWithPromptModelAndEndpoint() {
    String answers = id(Map.of("BEDROCK_ANSWERS", "model"));
    assertThat(answers).matches("bedrock@4-[0-9a-f]{12}, model meta\\.llama3-70b-instruct-v1:0");
    assertThat(id(Map.of("BEDROCK_ANSWERS", "model"))).isEqualTo(answers);
    assertThat(id(Map.of("BEDROCK_ANSWERS", "model", "BEDROCK_MODEL_ID", "a.b-v1:0")))
        .endsWith("model a.b-v1:0");
    assertThat(id(Map.of("BEDROCK_ANSWERS", "model", "BEDROCK_ENDPOINT", "http://localhost:1")))
        .isNotEqualTo(answers);
  }

  private String id(Map<String, String> changes) {
    Map<String, String> variables = new HashMap<>(changes);
    variables.put("RAGCHECKER_CACHE_DIR", folder.resolve(".ragcache_eval").toString());
    try (JudgeService service =
        BedrockProvider.open(
            BedrockSettings.of(variables),
            access(),
            new JudgeProvider.Conditions(variables, Clock.systemUTC(), System.err))) {
      return service.answerer(EXTRACTIVE).id();
    }
  }
}
