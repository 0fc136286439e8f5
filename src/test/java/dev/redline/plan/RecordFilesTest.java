package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFilesTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void theDefaultsStandInTheFile() {
    RecordFiles files = gates.load().recordFiles();
    assertThat(files)
        .isEqualTo(
            new RecordFiles(
                "journal.jsonl",
                "methodology_log.md",
                "lessons_learned.md",
                "context_bundle.json"));
    assertThat(files.journalHead()).isEqualTo("journal.jsonl.head");
    assertThat(files.journalTorn()).isEqualTo("journal.jsonl.torn");
    assertThat(files.contextOverview()).isEqualTo("context_bundle.md");
  }

  @Test
  void aFileMayLieInAFolderOfItsOwn() {
    gates.replace("record.yaml", "journal: journal.jsonl", "journal: record/journal.jsonl");
    assertThat(gates.load().recordFiles().journal()).isEqualTo("record/journal.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/tmp/j.jsonl", "../j.jsonl", "a/../j", "a//j", "a/", ".", ".j", "a\\\\j", "j k"})
  void aFileLiesBelowMetrics(String path) {
    gates
        .replace("record.yaml", "journal: journal.jsonl", "journal: \"" + path + "\"")
        .error()
        .startsWith("record.yaml:3:10 journal: found ")
        .contains("where a path below metrics/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal.jsonl",
        "journal.jsonl.head",
        "journal.jsonl.torn",
        "lessons_learned.md",
        "context_bundle.md"
      })
  void noTwoShareAFile(String taken) {
    gates
        .replace("record.yaml", "methodology_log: methodology_log.md", "methodology_log: " + taken)
        .error()
        .startsWith("record.yaml:")
        .contains("where a file of its own (" + taken + " is taken)");
  }

  @Test
  void theContextBundleIsJson() {
    gates
        .replace("record.yaml", "context_bundle.json", "context_bundle.yaml")
        .error()
        .contains(
            "context_bundle: found \"context_bundle.yaml\" where a name that ends with .json");
  }
}
