package dev.redline.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file as YAML. */
class BadFileTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(directory.resolve("red-lines.yaml"));
    gates.error().isEqualTo("red-lines.yaml: the file is missing. Restore it.");
  }

  @Test
  void anEmptyFileIsNamed() {
    gates.write("latency.yaml", "").error().startsWith("latency.yaml: the file is empty");
  }

  @Test
  void aFileOfCommentsIsEmpty() {
    gates.write("latency.yaml", "# k: 8\n").error().startsWith("latency.yaml: the file is empty");
  }

  @Test
  void aSecondDocumentIsRefusedWhereItStarts() {
    gates
        .replace("health.yaml", "extensions:", "---\nextensions:")
        .error()
        .startsWith("health.yaml:7:1: a second document starts here.");
  }

  @Test
  void anEmptySecondDocumentIsRefusedToo() {
    gates.write("health.yaml", "a: 1\n---\n---\nb: 2\n").error().contains("a second document");
  }

  @Test
  void aSyntaxErrorIsLocated() {
    gates
        .replace("red-lines.yaml", "5min, because", "5min, because: [")
        .error()
        .startsWith("red-lines.yaml:25:")
        .contains("not valid YAML");
  }

  @Test
  void aDuplicateKeyIsRefusedWhereItStandsAgain() {
    gates
        .replace("stages/a.yaml", "  jit:\n", "  work_mem:\n    value: 1GB\n  jit:\n")
        .error()
        .startsWith("stages/a.yaml:41:3 settings.work_mem: the key \"work_mem\" stands here twice");
  }

  @Test
  void anAliasIsRefusedInsteadOfReadAsItsName() {
    gates
        .replace("target.yaml", "start_patience: 60s", "start_patience: &patience 60s")
        .replace("target.yaml", "stop_patience: 60s", "stop_patience: *patience")
        .error()
        .startsWith("target.yaml:23:16 stop_patience: aliases (*name) are not read");
  }

  @Test
  void aLineThatNobodyReadsIsRefusedWhereItStands() {
    gates
        .write("judge.yaml", "a: 1\nb: " + "x".repeat(10_000))
        .error()
        .startsWith("judge.yaml:2:1: the line is longer than 10000 characters.");
  }

  @Test
  void aFileInAnotherEncodingIsRefused() throws IOException {
    Files.write(directory.resolve("health.yaml"), new byte[] {'#', (byte) 0xe9, '\n'});
    gates.error().startsWith("health.yaml: the file is not UTF-8");
  }

  @Test
  void aListInPlaceOfKeysIsRefused() {
    gates
        .write("red-lines.yaml", "- precision\n")
        .error()
        .isEqualTo("red-lines.yaml:1:1: found a list where a group of keys belongs.");
  }
}
