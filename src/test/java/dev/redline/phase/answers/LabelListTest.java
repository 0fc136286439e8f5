package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Thirty answers are labelled by the list that an evaluation leaves, and the red line heeds it. */
class LabelListTest {

  private static final int ANSWERS = 60;
  private static final String PRECISION = "Precision of the given answers stays above its red line";

  @TempDir private Path home;

  @Test
  void whoLabelsByTheListGetsAnInterval() throws Exception {
    EvaluationTrial trial =
        EvaluationTrial.in(home).unlabelled(ANSWERS).property("judge", "offline");
    assertThat(trial.run().failed()).isEmpty();
    JsonNode list = list();
    assertThat(list.path("why").asString()).startsWith("The first 30 are worth most");
    assertThat(list.path("of").asInt()).isEqualTo(ANSWERS);
    JsonNode first = list.at("/answers/0");
    assertThat(first.path("answer_claims").get(0).path("claim").asString()).isNotBlank();
    assertThat(first.path("answer_claims").get(0).path("judge").asString()).isEqualTo("Entailment");
    assertThat(first.path("answer_claims").get(0).at("/passages/0").asInt()).isEqualTo(1);
    assertThat(first.path("expected_claims").values()).isNotEmpty();
    assertThat(first.path("passages").get(0).asString()).startsWith("It: ");

    label(list);

    assertThat(trial.run().failed().get(PRECISION))
        .hasMessageStartingWith("FAIL: mean precision that people would give over questions like")
        .hasMessageContaining("(30 of 60 answers labelled")
        .hasMessageContaining(
            "observed 0.1000, 95 % interval -0.0161 to 0.2576, required at least");
    assertThat(list().path("why").asString()).startsWith("Each one from the top narrows");
    assertThat(list().path("labelled").asInt()).isEqualTo(30);
    assertThat(list().path("answers").values()).hasSize(30);
  }

  /** One answer in ten is right, whatever the judge says. */
  private void label(JsonNode list) throws IOException {
    int[] place = {0};
    Files.writeString(
        home.resolve("metrics/labels/people.jsonl"),
        list.path("answers").values().stream()
            .limit(30)
            .map(
                answer ->
                    "{\"query_id\": %s, \"answer\": %s, \"precision\": %2$d, \"recall\": %2$d}"
                        .replace("%2$d", place[0]++ % 10 == 0 ? "1" : "0")
                        .formatted(answer.path("query_id"), answer.path("answer")))
            .collect(Collectors.joining("\n")));
  }

  private JsonNode list() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(home.resolve("metrics/labels/to_label.json")));
  }
}
