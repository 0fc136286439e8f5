package dev.redline.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.json.RagFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {

  private static final String PASSAGE =
      "{\"doc_id\": \"d1\", \"title\": \"T\", \"text\": \"Text.\"}";
  private static final String CASE =
      """
      {"query_id": "q1", "query": "Q?", "gt_answer": "A.", "kind": "number", "evidence": ["d1"]}""";

  @TempDir Path directory;

  @Test
  void passagesKeepTheirOrderAndTheFileItsHash() {
    Corpus corpus = corpus(PASSAGE + "\n" + PASSAGE.replace("d1", "d0") + "\n");
    assertThat(corpus.passages())
        .containsExactly(new Passage("d1", "", "T", "Text."), new Passage("d0", "", "T", "Text."));
    assertThat(corpus.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void casesNameTheirEvidence() {
    Cases cases = cases(CASE);
    assertThat(cases.cases()).containsExactly(new Case("q1", "Q?", "A.", "number", List.of("d1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"doc_id": "d1"}                         | line 1: has no "text"
          {"doc_id": 3, "text": "x"}               | line 1, /doc_id: must be a string, is number
          {"doc_id": "d", "text": " "}             | line 1, /text: must not be blank
          {"doc_id": "d", "text": "x", "title": 1} | line 1, /title: must be a string
          [1]                                      | line 1: must be an object
          {"doc_id": "d", "text": "x"} 7           | line 1, column
          {"doc_id":                               | line 1, column
          ''                                       | is empty; it needs at least one line
          """)
  void aBrokenPassageIsRefusedWithItsLine(String line, String message) {
    assertThatThrownBy(() -> corpus(line))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("passages.jsonl")
        .hasMessageContaining(message);
  }

  @Test
  void aBlankLineIsRefused() {
    assertThatThrownBy(() -> corpus(PASSAGE + "\n\n")).hasMessageContaining("line 2: is blank");
  }

  @Test
  void aDocIdMayNotAppearTwice() {
    assertThatThrownBy(() -> corpus(PASSAGE + "\n" + PASSAGE))
        .hasMessageContaining("line 2, /doc_id: \"d1\" is on line 1 already");
  }

  @Test
  void brokenJsonIsReportedOnItsLine() {
    assertThatThrownBy(() -> corpus(PASSAGE + "\n{\"doc_id\": oops}"))
        .hasMessageContaining("line 2, column 12: is not strict JSON");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    Path file = directory.resolve("latin.jsonl");
    Files.write(file, PASSAGE.replace("Text", "Übung").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Corpus.read(file))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void evidenceMustBeAPassage() {
    assertThatThrownBy(() -> cases(CASE.replace("[\"d1\"]", "[\"d1\", \"d9\"]")))
        .hasMessageContaining("line 1, /evidence/1: \"d9\" is no passage of the corpus");
  }

  @ParameterizedTest
  @CsvSource({"query_id", "query", "gt_answer", "kind", "evidence"})
  void everyKeyOfACaseIsRequired(String key) {
    assertThatThrownBy(() -> cases(CASE.replace("\"" + key + "\"", "\"other\"")))
        .hasMessageContaining("line 1: has no \"" + key + "\"");
  }

  private Corpus corpus(String lines) {
    return Corpus.read(write("passages.jsonl", lines));
  }

  private Cases cases(String lines) {
    return Cases.read(write("cases.jsonl", lines), corpus(PASSAGE));
  }

  private Path write(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
