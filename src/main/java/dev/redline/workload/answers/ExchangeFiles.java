package dev.redline.workload.answers;

import dev.redline.rag.Case;
import dev.redline.rag.json.StrictJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a command gets, and what it is to write. */
record ExchangeFiles(Path questions, Path answers) {

  /** Writes the questions; answers of an earlier time are gone. */
  static ExchangeFiles in(Path folder, List<Case> cases) {
    ExchangeFiles files =
        new ExchangeFiles(folder.resolve("questions.jsonl"), folder.resolve("answers.json"));
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Files.deleteIfExists(files.answers);
      files.write(cases);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write questions to " + folder, e);
    }
  }

  private void write(List<Case> cases) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(questions)) {
      for (Case question : cases) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("query_id", question.queryId());
        line.put("query", question.query());
        writer.append(StrictJson.MAPPER.writeValueAsString(line)).append('\n');
      }
    }
  }

  /** The command with both as its last arguments. */
  List<String> after(List<String> words) {
    List<String> line = new ArrayList<>(words);
    line.add(questions.toAbsolutePath().toString());
    line.add(answers.toAbsolutePath().toString());
    return line;
  }
}
