package dev.redline.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.evaluation.RagFile;
import dev.redline.rag.json.RagFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is handed in as a file of answers, one sentence says what is wrong with it. */
class UnusableFileTest {

  private static final String LABELLED =
      """
      {"results": [{
        "query_id": "q1", "query": "Q?", "gt_answer": "G.", "response": "R.",
        "retrieved_context": [],
        "response_claims": [["R", "is", "right"]], "gt_answer_claims": [["G", "is", "x"]],
        "answer2response": ["Entailment"], "response2answer": ["Neutral"],
        "retrieved2response": [[]], "retrieved2answer": [[]],
        "metrics": {"precision": 1.0, "recall": 0.0}}],
       "metrics": {"overall_metrics": {"precision": 100.0, "recall": 0.0, "f1": 0.0}},
       "summary": {"k": 8}}
      """;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("answers.json");
  }

  @Test
  void whatIsStatedAndFollowsFromTheLabelsIsNoFault() throws IOException {
    assertThat(RagFile.read(Files.writeString(file, LABELLED)).score()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "precision": 1.0    | "precision": 0.5   | /results/0/metrics/precision: is 0.5, but the labels give 1.0
          "precision": 100.0  | "precision": 76.4  | /metrics/overall_metrics/precision: is 76.4, but the labels give 100.0
          "f1": 0.0           | "f1": 101          | /metrics/overall_metrics/f1: must be from 0 to 100, is 101
          "recall": 0.0}}     | "recall": -1}}     | /results/0/metrics/recall: must be from 0 to 1, is -1
          "recall": 0.0}}     | "recall": 1e400}}  | /results/0/metrics/recall: must be from 0 to 1, is
          "k": 8              | "k": 99999999999   | /summary/k: must be from 0 to 1000000, is 99999999999
          "k": 8              | "k": 1.5           | /summary/k: must be a whole number, is 1.5
          "k": 8              | "k": NaN           | is not strict JSON: Non-standard token 'NaN'
          "recall": 0.0}}     | "recal": 0.0}}     | /results/0/metrics: "recal" is no metric here; use precision, recall, f1, claim_recall
          "f1": 0.0           | "faithfulness": 0  | /metrics/overall_metrics: "faithfulness" is no metric here; use precision, recall, f1, or
          "overall_metrics"   | "overal_metrics"   | /metrics: "overal_metrics" is no group of metrics here; use overall_metrics, overall
          ["R", "is", "right"]| ["", " ", ""]      | /results/0/response_claims/0: says nothing
          ["G", "is", "x"]    | [" ", "", ""]      | /results/0/gt_answer_claims/0: says nothing
          ["G", "is", "x"]    | ["\\u00a0", "\\u200b", "-"] | /results/0/gt_answer_claims/0: says nothing
          """)
  void aFigureOrAClaimThatCannotBeIsNamedWithItsPlace(String part, String broken, String message)
      throws IOException {
    assertThat(LABELLED).contains(part);
    Files.writeString(file, LABELLED.replace(part, broken));

    assertRefused(message);
  }

  @Test
  void aFigureWithoutTheLabelsThatItFollowsFromIsLookedAtAllTheSame() throws IOException {
    String unlabelled =
        """
        {"results": [{"query_id": "q1", "query": "Q?", "gt_answer": "G.", "response": "R.",
          "metrics": {"precision": 7}}]}""";
    Files.writeString(file, unlabelled);
    assertRefused("/results/0/metrics/precision: must be from 0 to 1, is 7");
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 100_000})
  void aNumberOfTooManyDigitsIsNamed(int digits) throws IOException {
    Files.writeString(file, LABELLED.replace("8", "8".repeat(digits)));

    assertRefused("holds a number of more than 1000 digits");
  }

  @Test
  void aTextOfAHundredMegabytesIsNoErrorOfMemory() throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("{\"results\": [{\"query_id\": \"".getBytes(StandardCharsets.UTF_8));
      byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(megabyte);
      }
    }

    assertRefused("holds a text of more than 10,000,000 characters");
    assertThatThrownBy(() -> Corpus.read(file))
        .hasMessageContaining("line 1: is longer than 32 MB");
  }

  @Test
  void aResultOfManyLongTextsIsNoErrorOfMemoryEither() throws IOException {
    Files.writeString(file, "{\"results\": [{\"a\": [");
    String text = "\"%s\",".formatted("x".repeat(4 << 20));
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      for (int i = 0; i < 10; i++) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }

    assertRefused("/results/0: a single result, or what stands beside the results, takes more");
  }

  @Test
  void aFileThatWasCutOffIsNamedWithItsPlaceWhereverThatWas() throws IOException {
    for (int end = LABELLED.lastIndexOf('}'); end > 0; end--) {
      Files.writeString(file, LABELLED.substring(0, end));

      assertRefused("is not strict JSON");
    }
  }

  @Test
  void anEmptyFileAListAndACompressedFileAreNamedAsWhatTheyAre() throws IOException {
    Files.writeString(file, "");
    assertRefused("is empty; it needs \"results\"");
    Files.writeString(file, " \n");
    assertRefused("is empty; it needs \"results\"");
    Files.writeString(file, "[" + LABELLED + "]");
    assertRefused("must be an object with \"results\"");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write(LABELLED.getBytes(StandardCharsets.UTF_8));
    }
    assertRefused("holds the control character 31; write it as an escape, or unpack the file");
    Files.writeString(file, LABELLED.replace("Q?", "Q\u0001?"));
    assertRefused("holds the control character 1; write it as an escape");
  }

  @Test
  void nestingWithoutEndIsNamed() throws IOException {
    Files.writeString(file, "{\"results\": " + "[".repeat(100_000));

    assertRefused("is nested more than 500 deep");
  }

  @Test
  void aDirectoryIsNoFile() throws IOException {
    Files.createDirectory(file);

    assertRefused("is a directory; name a file in it");
  }

  @Test
  void aPipeIsNoFileAndIsNotWaitedFor() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

    assertRefused("is a pipe or a device; write what it gives into a file");
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    Files.write(file, "{\"doc_id\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Corpus.read(file)).hasMessageContaining("is not UTF-8");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> RagFile.read(file))
        .isInstanceOf(RagFileException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message)
        .message()
        .doesNotContainPattern("Feature|Constraints|Exception|jackson|getMax");
  }
}
