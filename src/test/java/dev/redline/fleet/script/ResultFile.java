package dev.redline.fleet.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a script has seen so far, one line of JSON each: {@code -Dfleet.resume} goes on from there.
 */
record ResultFile(Path path) {

  /** In the build's folder; emptied, unless the script goes on. */
  static ResultFile of(String name) throws IOException {
    Path path = Path.of("target/fleet", name + ".jsonl");
    Files.createDirectories(Path.of("target/fleet"));
    if (System.getProperty("fleet.resume") == null) {
      Files.deleteIfExists(path);
    }
    return new ResultFile(path);
  }

  <T> List<T> read(Class<T> type) throws IOException {
    List<T> results = new ArrayList<>();
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path)) {
        results.add(JsonMapper.shared().readValue(line, type));
      }
    }
    return results;
  }

  boolean has(int number) throws IOException {
    for (JsonNode each : read(JsonNode.class)) {
      if (each.path("number").asInt() == number) {
        return true;
      }
    }
    return false;
  }

  void add(Object result) throws IOException {
    Files.writeString(
        path,
        JsonMapper.shared().writeValueAsString(result) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
