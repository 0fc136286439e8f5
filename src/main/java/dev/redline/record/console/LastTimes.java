package dev.redline.record.console;

import dev.redline.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How long each gate took when it ran last on this machine: what to expect of it now. */
final class LastTimes {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final Map<String, Long> millisByGate;

  private LastTimes(Path file, Map<String, Long> millisByGate) {
    this.file = file;
    this.millisByGate = millisByGate;
  }

  /** None where the file is not there or cannot be read: an expectation is no evidence. */
  static LastTimes in(Path home) {
    Path file = home.resolve("gate-times.json");
    try {
      String text = Files.exists(file) ? Files.readString(file) : "{}";
      return new LastTimes(
          file, JSON.readValue(text, new TypeReference<TreeMap<String, Long>>() {}));
    } catch (IOException | JacksonException e) {
      return new LastTimes(file, new TreeMap<>());
    }
  }

  Optional<Duration> of(String gate) {
    return Optional.ofNullable(millisByGate.get(gate)).map(Duration::ofMillis);
  }

  void took(String gate, Duration time) {
    millisByGate.put(gate, time.toMillis());
  }

  /** Nothing where no gate ran. */
  void write() {
    if (millisByGate.isEmpty()) {
      return;
    }
    try {
      new AtomicFile(file)
          .replace(JSON.writeValueAsString(millisByGate).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
