package dev.redline.record.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The artifacts that a journal vouches for: of each file what the newest entry says that names it.
 *
 * @param byPath the line and the artifact that count
 * @param replaced how many statements a later entry about the same file has replaced
 */
record JournalArtifacts(Map<String, Statement> byPath, int replaced) {

  /** What a line says of a file. */
  record Statement(int line, Artifact artifact) {}

  static JournalArtifacts by(List<EntryLine> lines) {
    Map<String, Statement> byPath = new LinkedHashMap<>();
    int replaced = 0;
    for (EntryLine line : lines) {
      List<Artifact> artifacts = line.found().map(JournalEntry::artifacts).orElse(List.of());
      for (Artifact artifact : artifacts) {
        Statement older = byPath.put(artifact.path(), new Statement(line.number(), artifact));
        replaced += older == null ? 0 : 1;
      }
    }
    return new JournalArtifacts(byPath, replaced);
  }

  /** Files that are not as they were, each with the line that names it and what was expected. */
  List<String> problems(Path metrics) {
    List<String> problems = new ArrayList<>();
    for (Statement statement : byPath.values()) {
      Artifact expected = statement.artifact();
      String found = found(metrics, expected);
      if (!found.isEmpty()) {
        problems.add(
            "line %d: %s: expected %d bytes with SHA-256 %s, found %s"
                .formatted(
                    statement.line(), expected.path(), expected.size(), expected.sha256(), found));
      }
    }
    return problems;
  }

  /** Empty if the file is as expected. */
  private static String found(Path metrics, Artifact expected) {
    Path file = metrics.resolve(expected.path());
    if (!file.normalize().startsWith(metrics.normalize())) {
      return "a path that leaves metrics/";
    }
    if (!Files.isRegularFile(file)) {
      return "no such file";
    }
    Artifact now = Artifact.of(metrics, file);
    return now.sha256().equals(expected.sha256()) && now.size() == expected.size()
        ? ""
        : "%d bytes with SHA-256 %s".formatted(now.size(), now.sha256());
  }
}
