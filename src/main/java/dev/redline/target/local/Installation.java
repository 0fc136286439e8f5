package dev.redline.target.local;

import dev.redline.target.HostCommand;
import dev.redline.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of one PostgreSQL on this machine.
 *
 * @param programs the folder with {@code initdb} and {@code pg_ctl}
 * @param major such as 15
 */
public record Installation(Path programs, int major) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> PLACES =
      List.of("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt");

  /** The newest PostgreSQL of at least {@code lowestMajor} that has pgvector; empty if none. */
  public static Optional<Installation> findWithVector(int lowestMajor) {
    return candidates()
        .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
        .flatMap(programs -> inspect(programs).stream())
        .filter(installation -> installation.major >= lowestMajor)
        .filter(Installation::hasVector)
        .max(Comparator.comparingInt(Installation::major));
  }

  /** One of its programs. */
  public Path program(String name) {
    return programs.resolve(name);
  }

  /**
   * The PostgreSQL whose programs are in a folder.
   *
   * @throws TargetException if there is none
   */
  public static Installation at(Path programs) {
    return inspect(programs)
        .orElseThrow(() -> new TargetException("No PostgreSQL with pg_config in " + programs));
  }

  private boolean hasVector() {
    HostCommand.Result shared = pgConfig(programs, "--sharedir");
    return shared.succeeded()
        && Files.exists(Path.of(shared.output().strip(), "extension", "vector.control"));
  }

  private static Optional<Installation> inspect(Path programs) {
    HostCommand.Result version = pgConfig(programs, "--version");
    String major = version.output().replaceFirst("(?s)^PostgreSQL (\\d+).*$", "$1");
    return version.succeeded() && major.matches("\\d+")
        ? Optional.of(new Installation(programs, Integer.parseInt(major)))
        : Optional.empty();
  }

  private static HostCommand.Result pgConfig(Path programs, String option) {
    Path pgConfig = programs.resolve("pg_config");
    return Files.isExecutable(pgConfig)
        ? HostCommand.asOurselves().run(PATIENCE, pgConfig.toString(), option)
        : new HostCommand.Result(1, "");
  }

  private static Stream<Path> candidates() {
    List<Path> found = new ArrayList<>();
    for (String place : PLACES) {
      for (Path version : children(Path.of(place))) {
        found.add(version.resolve("bin"));
      }
    }
    Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .map(Path::of)
        .forEach(found::add);
    return found.stream().distinct();
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder, e);
    }
  }
}
