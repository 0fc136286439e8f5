package dev.redline.cli;

import dev.redline.record.AllureResults;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Allure's report of a run, where its generator is at hand: on the PATH, unpacked by an earlier
 * run, or in Maven's repository. Nothing is fetched.
 *
 * @param folder of the project
 */
record AllureHtml(Path folder) {

  private static final long PATIENCE_SECONDS = 120;

  /** Where it is, or why it could not be made; empty where there is no generator. */
  Optional<String> written() {
    try {
      return generator().map(this::written);
    } catch (IOException | UncheckedIOException e) {
      return Optional.of("Allure's report was not made: " + e.getMessage());
    }
  }

  /**
   * @param home what it reads its own configuration from; empty for one that knows
   */
  private record Generator(List<String> command, Optional<Path> home) {}

  private String written(Generator generator) {
    Path report = folder.resolve("reports/allure");
    List<String> line = new ArrayList<>(generator.command());
    line.addAll(
        List.of(
            "generate",
            "--clean",
            "--output",
            report.toString(),
            AllureResults.folder(folder).toString()));
    try {
      return ended(line, generator.home())
          ? "Allure's report: " + folder.relativize(report.resolve("index.html"))
          : "Allure's report was not made: %s ended badly".formatted(line.get(0));
    } catch (IOException e) {
      return "Allure's report was not made: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Allure's report was not made: interrupted";
    }
  }

  /** Neither the generator nor who opens the report tells its makers. */
  private static boolean ended(List<String> line, Optional<Path> home)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "JAVA_HOME"));
    builder.environment().put("ALLURE_NO_ANALYTICS", "true");
    home.ifPresent(place -> builder.environment().put("APP_HOME", place.toString()));
    Process generator = builder.start();
    if (!generator.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      generator.destroyForcibly();
      return false;
    }
    return generator.exitValue() == 0;
  }

  private Optional<Generator> generator() throws IOException {
    Optional<Generator> onPath =
        onPath().map(program -> new Generator(List.of(program.toString()), Optional.empty()));
    return onPath.isPresent() ? onPath : unpacked().map(AllureHtml::byJava);
  }

  private static Generator byJava(Path home) {
    Path lib = home.resolve("lib");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            lib + "/*" + File.pathSeparator + lib.resolve("config"),
            "io.qameta.allure.CommandLine");
    return new Generator(command, Optional.of(home));
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(place -> !place.isBlank())
        .map(place -> Path.of(place, "allure"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Optional<Path> unpacked() throws IOException {
    Path home = folder.resolve(".redline/allure");
    Optional<Path> there = newest(home, "allure-");
    if (there.isPresent()) {
      return there;
    }
    Path repository =
        Path.of(
            System.getProperty("user.home"), ".m2/repository/io/qameta/allure/allure-commandline");
    Optional<Path> version = newest(repository, "");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    Path zip =
        version.get().resolve("allure-commandline-%s.zip".formatted(version.get().getFileName()));
    if (!Files.isRegularFile(zip)) {
      return Optional.empty();
    }
    unpack(zip, home);
    return newest(home, "allure-");
  }

  private static Optional<Path> newest(Path parent, String prefix) throws IOException {
    if (!Files.isDirectory(parent)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(Files::isDirectory)
          .filter(each -> each.getFileName().toString().startsWith(prefix))
          .max(Comparator.comparing(each -> each.getFileName().toString()));
    }
  }

  private static void unpack(Path zip, Path to) throws IOException {
    try (FileSystem archive = FileSystems.newFileSystem(zip);
        Stream<Path> files = Files.walk(archive.getPath("/"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(file.toString().substring(1)).normalize();
        if (target.startsWith(to)) {
          Files.createDirectories(target.getParent());
          try (InputStream content = Files.newInputStream(file)) {
            Files.copy(content, target);
          }
        }
      }
    }
  }
}
