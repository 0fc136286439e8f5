package dev.redline.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How many kills were survived, and how fast. */
record CrashReport(
    int points,
    int recovered,
    int lost,
    int putBack,
    long medianRestoreMillis,
    long worstRestoreMillis,
    List<Crash> crashes) {

  static CrashReport of(List<Crash> crashes) {
    List<Long> restores =
        crashes.stream().map(Crash::restoreMillis).filter(Objects::nonNull).sorted().toList();
    int lost = (int) crashes.stream().filter(Crash::lost).count();
    return new CrashReport(
        crashes.size(),
        crashes.size() - lost,
        lost,
        restores.size(),
        restores.isEmpty() ? 0 : restores.get(restores.size() / 2),
        restores.isEmpty() ? 0 : restores.get(restores.size() - 1),
        crashes);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.write(file, json.writeValueAsBytes(this));
  }

  /** The crashes that were not survived, one a line. */
  String losses() {
    return crashes.stream()
        .filter(Crash::lost)
        .map(crash -> "%s, %s: %s".formatted(crash.killed(), crash.at(), crash.troubles()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return "Killed at %d points, recovered %d, lost %d; put back %d times, median %d ms, worst %d ms."
        .formatted(points, recovered, lost, putBack, medianRestoreMillis, worstRestoreMillis);
  }
}
