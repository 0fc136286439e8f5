package dev.redline.crash;

import dev.redline.junit.RunConditions;
import dev.redline.trial.SteadyTicks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What lies where in the home of a crash, and the conditions under which runs open it. */
final class CrashHome {

  private CrashHome() {}

  static Path stateFile(Path home) {
    return home.resolve("state/ai_state.json");
  }

  static Path gates(Path home) {
    return home.resolve("gates");
  }

  /** Holds the address of a server that runs by its owner's commands; not there for others. */
  static Path url(Path home) {
    return home.resolve("url");
  }

  /** Holds the word by which the run takes the change of another clone over. */
  static Path takeover(Path home) {
    return home.resolve("takeover");
  }

  static Path data(Path home) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("local-pg"))
          .findFirst()
          .orElseThrow()
          .resolve("data");
    }
  }

  /** The files that a run writes. */
  static List<Path> written(Path home) throws IOException {
    return List.of(
        stateFile(home),
        keep(home).resolve("before-stageA.json"),
        data(home).resolve("postgresql.conf"),
        data(home).resolve("postgresql.conf.bak"));
  }

  /** By the state that it belongs to, as a run names it. */
  private static Path keep(Path home) {
    byte[] state = home.relativize(stateFile(home)).toString().getBytes(StandardCharsets.UTF_8);
    return home.resolve("keep").resolve(UUID.nameUUIDFromBytes(state).toString());
  }

  static RunConditions conditions(Path home) {
    return conditions(home, home);
  }

  /** Those of a run with a home of its own on the server of another home. */
  static RunConditions conditions(Path home, Path server) {
    Map<String, String> properties = new HashMap<>();
    properties.put("state", stateFile(home).toString());
    properties.put("user.name", System.getProperty("user.name"));
    if (Files.exists(takeover(home))) {
      properties.put("takeover", read(takeover(home)));
    }
    Map<String, String> environment = new HashMap<>();
    if (Files.exists(url(server))) {
      environment.put("DATABASE_URL", read(url(server)));
      properties.putAll(Map.of("approve", "all", "confirm", "all"));
    } else {
      properties.put("target", "local");
    }
    return new RunConditions(
        Path.of("").toAbsolutePath(),
        gates(server),
        home,
        home.resolve("metrics"),
        home.resolve("allure-results"),
        properties,
        environment,
        Clock.systemUTC(),
        new SteadyTicks());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
