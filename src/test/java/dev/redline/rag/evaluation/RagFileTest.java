package dev.redline.rag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Judged;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RagFileTest {

  private static final String ANSWERED =
      """
      "query_id": "q1", "query": "Q?", "gt_answer": "G.", "response": "R.",
      "retrieved_context": [{"doc_id": null, "text": "T1"}, {"doc_id": "d2", "text": "T2"}]""";

  private static final String JUDGED =
      ANSWERED
          + """
          , "response_claims": [["R", "is", "right"]],
          "gt_answer_claims": [["G", "is", "x"], ["H", "is", "y"]],
          "answer2response": ["Entailment"], "response2answer": ["Entailment", "Neutral"],
          "retrieved2response": [["Neutral", "Entailment"]],
          "retrieved2answer": [["Entailment", "Neutral"], ["Neutral", "Contradiction"]],
          "metrics": {"precision": 1.0}""";

  @TempDir Path directory;

  @Test
  void aFileWithAllLabelsIsScoredWithoutAJudge() {
    RagFile file = read(results(JUDGED));
    assertThat(file.score().orElseThrow().get(Metric.F1)).isEqualTo(66.7);
    assertThat(file.results().get(0).answered().context().get(0).docId()).isNull();
  }

  @Test
  void aFileWithoutLabelsHasNoScore() {
    RagFile file = read(results(ANSWERED));
    assertThat(file.score()).isEmpty();
    assertThat(file.results()).containsExactly(Judged.notYet(file.results().get(0).answered()));
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    for (RagFile file : List.of(read(results(JUDGED)), read(results(ANSWERED)))) {
      Path copy = directory.resolve("deep/copy.json");
      write(file, copy);
      RagFile again = RagFile.read(copy);
      assertThat(again.results()).containsExactlyElementsOf(file.results());
      assertThat(again.score()).isEqualTo(file.score());
      assertThat(copy.getParent()).isDirectoryContaining(copy::equals);
    }
  }

  @Test
  void keysAreWrittenInRagCheckersOrderAndGroupsInTheNewerForm() throws IOException {
    Path copy = directory.resolve("copy.json");
    write(read(results(JUDGED)), copy);
    assertThat(Files.readString(copy))
        .containsSubsequence(
            "\"query_id\"",
            "\"query\"",
            "\"gt_answer\"",
            "\"response\"",
            "\"retrieved_context\"",
            "\"response_claims\"",
            "\"gt_answer_claims\"",
            "\"answer2response\"",
            "\"response2answer\"",
            "\"retrieved2response\"",
            "\"retrieved2answer\"",
            "\"metrics\"",
            "\"overall_metrics\"",
            "\"retriever_metrics\"",
            "\"generator_metrics\"");
  }

  @Test
  void stagesThatDidNotRunAreWrittenAsNull() throws IOException {
    Path copy = directory.resolve("copy.json");
    write(read(results(ANSWERED)), copy);
    assertThat(Files.readString(copy))
        .contains("\"answer2response\" : null", "\"retrieved2answer\" : null")
        .contains("\"metrics\" : null");
  }

  @Test
  void withoutContextEveryClaimHasAnEmptyRow() {
    RagFile file =
        read(
            results(
                JUDGED
                    .replaceAll("(?s)\\[\\{\"doc_id.*?\\}\\]", "[]")
                    .replaceAll("\\[\"Neutral\", \"Entailment\"\\]", "[]")
                    .replaceAll("\\[\\[\"Entailment.*Contradiction\"\\]\\]", "[[], []]")));
    assertThat(file.results().get(0).retrieved2answer()).containsExactly(List.of(), List.of());
    assertThat(file.score().orElseThrow().get(Metric.HALLUCINATION)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"overall_metrics", "overall"})
  void underBothNamesOfItsGroupAMetricIsHeldAgainstTheLabels(String group) {
    String metrics = ", \"metrics\": {\"" + group + "\": {\"precision\": 12.5}}}";
    assertThatThrownBy(() -> read(results(JUDGED).replaceFirst("\\}\\s*$", metrics)))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("/metrics/" + group + "/precision: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "query": "Q?",              | ''                 | line 1, /results/0: has no "query", which is required
          "gt_answer": "G."           | "gt_answer": 7     | /results/0/gt_answer: must be a string, is number
          "query_id": "q1"            | "query_id": " "    | /results/0/query_id: must not be blank
          ["Entailment"]              | ["entailment"]     | /results/0/answer2response/0: "entailment" is no label
          ["Entailment"]              | []                 | /results/0/answer2response: has 0 entries, needs 1, one for each claim
          [["Neutral", "Entailment"]] | [["Neutral"]]      | /results/0/retrieved2response/0: has 1 entries, needs 2, one for each retrieved chunk
          [["Neutral", "Entailment"]] | []                 | /results/0/retrieved2response: has 0 entries, needs 1, one for each claim
          ["R", "is", "right"]        | ["R", "is"]        | /results/0/response_claims/0: has 2 entries, needs 3
          "T1"                        | null               | /results/0/retrieved_context/0: has no "text"
          "response": "R."            | "response": "\\ud83d" | /results/0/response: holds half a character
          "query_id": "q1"            | "query_id": "q1    | line 1, column
          "query_id": "q1"            | "query": "twice", "query_id": "q1" | is not strict JSON: Duplicate
          """)
  void aBrokenResultIsRefusedWithItsPlace(String part, String broken, String message) {
    String json = results(JUDGED);
    assertThat(json).contains(part);
    assertThatThrownBy(() -> read(json.replace(part, broken)))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("answers.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                         | line 1: must be an object
          {}                         | has no "results"; at least one result is needed
          {"results": []}            | "results" is empty; at least one result is needed
          {"results": {}}            | /results: must be an array
          {"results": [3]}           | /results/0: must be an object, is number
          {"results": [              | is not strict JSON
          not json                   | is not strict JSON
          ''                         | is empty; it needs "results"
          {"results": []} {}         | nothing may follow the outer object
          {"metrics": {"overall": 3}}| /metrics/overall: must be an object, is number
          """)
  void aBrokenFileIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aQueryIdMayNotAppearTwice() {
    String twice = "{\"results\": [{" + ANSWERED + "},\n\n{" + ANSWERED + "}]}";
    assertThatThrownBy(() -> read(twice))
        .hasMessageContaining(
            "line 4, /results/1/query_id: \"q1\" is on line 1 already; give every entry its own id");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> RagFile.read(directory.resolve("none.json")))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("none.json: there is no such file; check the path");
  }

  private static String results(String fields) {
    return "{\"results\": [{" + fields + "}]}";
  }

  private RagFile read(String json) {
    try {
      return RagFile.read(Files.writeString(directory.resolve("answers.json"), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(RagFile file, Path target) {
    RagFileWriter.write(target, file.results(), file.score(), Optional.empty());
  }
}
