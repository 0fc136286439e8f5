package dev.redline.rag.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.JudgeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineStoreTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir private Path folder;
  private BaselineStore store;

  @BeforeEach
  void open() {
    store = new BaselineStore(folder.resolve("baselines"));
  }

  @Test
  void whatIsAcceptedIsFoundAgain() {
    Measured evaluation = Evaluations.scored(1, 0.5, 1 / 3.0);
    Path file = store.accept(evaluation, "abc123", NOON);
    assertThat(file).hasFileName("offline.json");
    assertThat(store.find("offline")).contains(new Baseline(1, NOON, "abc123", evaluation));
  }

  @Test
  void theFileHoldsWhatAComparisonNeeds() throws IOException {
    Path file = store.accept(Evaluations.scored(1, 0.5), "abc123", NOON);
    assertThat(Files.readString(file))
        .contains(
            "\"schema\" : 1",
            "\"accepted\" : \"2026-01-02T12:00:00Z\"",
            "\"commit\" : \"abc123\"",
            "\"corpus_sha256\"",
            "\"cases_sha256\"",
            "\"k\" : 8",
            "\"system_identifier\" : \"7412\"",
            "\"vector_version\" : \"0.8.0\"",
            "\"query_id\" : \"q0\"",
            "\"claim_recall\" : 1.0");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aBaselineFromBeforeAnswerersWereToldApartDoesNotSayWhoAnswered() throws IOException {
    Path file = store.accept(Evaluations.scored(1, 0.5), "abc123", NOON);
    String now = Files.readString(file);
    String earlier = now.replaceFirst("\\s*\"answerer\" : [^,]*,", "");
    assertThat(earlier).isNotEqualTo(now);
    Files.writeString(file, earlier);
    assertThat(store.find("offline").orElseThrow().evaluation().answerer()).isEqualTo("not stated");
  }

  @Test
  void whereNothingWasAcceptedNothingIsFound() {
    assertThat(store.find("offline")).isEmpty();
  }

  @Test
  void eachJudgeHasABaselineOfItsOwn() {
    Measured offline = Evaluations.scored(1, 0.5);
    JudgeId bedrock = new JudgeId("Bedrock/Converse", "1", "meta.llama3-70b-instruct-v1:0");
    Measured other = new Measured(bedrock, "c0", "a5", 8, "passages@1", null, offline.questions());
    store.accept(offline, "abc123", NOON);
    assertThat(store.accept(other, "abc123", NOON)).hasFileName("bedrock-converse-c269a834.json");
    assertThat(store.find("offline").orElseThrow().evaluation()).isEqualTo(offline);
    assertThat(store.find("Bedrock/Converse").orElseThrow().evaluation()).isEqualTo(other);
  }

  @Test
  void namesThatDifferByPunctuationAloneShareNoFile() {
    Measured dot = by("a.b", 0.5);
    Measured dash = by("a-b", 0.25);
    store.accept(dot, "abc123", NOON);
    assertThat(store.find("a-b")).isEmpty();
    store.accept(dash, "abc123", NOON);
    assertThat(store.find("a.b").orElseThrow().evaluation()).isEqualTo(dot);
    assertThat(store.find("a-b").orElseThrow().evaluation()).isEqualTo(dash);
  }

  @Test
  void aBaselineFromWhenTheySharedAFileIsFoundAndNeitherLostToTheOther() throws IOException {
    Measured dot = by("a.b", 0.5);
    Path shared = store.file("a-b");
    Files.move(store.accept(dot, "abc123", NOON), shared);
    assertThat(store.find("a.b").orElseThrow().evaluation()).isEqualTo(dot);
    assertThat(store.find("a-b")).isEmpty();

    store.accept(by("a-b", 0.25), "abc123", NOON);

    assertThat(store.find("a.b").orElseThrow().evaluation()).isEqualTo(dot);
    assertThat(shared).exists();
  }

  private static Measured by(String judge, double score) {
    JudgeId id = new JudgeId(judge, "1", null);
    return new Measured(
        id, "c0", "a5", 8, "passages@1", null, Evaluations.scored(1, score).questions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "schema" : 1         | "schema" : 2           | has schema 2, and this version reads schema 1
          "schema" : 1         | "sch" : 1              | it has no "schema"
          "k" : 8              | "k" : 8, "k" : 9       | is no baseline: Duplicate
          "k" : 8              | "k" : null             | is no baseline: Cannot map `null` into type `int`
          "k" : 8,             | ``                     | is no baseline: Missing creator property 'k'
          "query_id" : "q1"    | "query_id" : "q0"      | the question q0 is there twice
          "claim_recall" : 0.5 | "claim_recall" : 1.5   | claim_recall of q1 must be from 0 to 1, is 1.5
          "claim_recall" : 0.5 | "claim_recall" : "NaN" | claim_recall of q1 must be from 0 to 1, is NaN
          "k" : 8              | "k" : 8, "kk" : 9      | is no baseline: Unrecognized property "kk"
          """)
  void aDamagedFileIsNamedAndKept(String found, String with, String problem) throws IOException {
    Path file = store.accept(Evaluations.scored(1, 0.5), "abc123", NOON);
    String sound = Files.readString(file);
    assertThat(sound).contains(found);
    String damaged = sound.replace(found, with);
    Files.writeString(file, damaged);
    assertThatThrownBy(() -> store.find("offline"))
        .isInstanceOf(BaselineException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .hasMessageContaining("left as it is");
    assertThat(file).hasContent(damaged);
  }

  @Test
  void aFileThatWasCutOffIsNamed() throws IOException {
    Path file = store.accept(Evaluations.scored(1, 0.5), "abc123", NOON);
    Files.writeString(file, Files.readString(file).substring(0, 200));
    assertThatThrownBy(() -> store.find("offline"))
        .hasMessageContaining("line ")
        .hasMessageContaining("is no baseline");
    Files.writeString(file, "");
    assertThatThrownBy(() -> store.find("offline")).hasMessageContaining("has no \"schema\"");
  }
}
