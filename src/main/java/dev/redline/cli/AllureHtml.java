package dev.redline.cli;

import dev.redline.record.AllureResults;
import dev.redline.record.RecordManifest;
import dev.redline.record.journal.JournalException;
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
 * Allure's report of a run, where its generator is at hand: unpacked by an earlier run, on the PATH
 * or in Maven's repository. Nothing is fetched. What it has drawn stands in the journal.
 *
 * @param folder of the project
 * @param ledger of the run
 */
public record AllureHtml(Path folder, Path ledger) {

  private static final long PATIENCE_SECONDS = 120;
  private static final String NOT_MADE = "Allure's report was not made: ";

  /**
   * As the step of a build whose run has ended.
   *
   * @param arguments the folder of the project, and that of the run's ledger
   * @throws IllegalStateException if the report was not made
   */
  public static void main(String[] arguments) {
    AllureHtml html = new AllureHtml(Path.of(arguments[0]), Path.of(arguments[1]));
    String said = html.written().orElse(NOT_MADE + "no generator is at hand");
    if (said.startsWith(NOT_MADE)) {
      throw new IllegalStateException(said);
    }
    System.out.println(said);
  }

  /** Where it is, or why it could not be made; empty where there is no generator. */
  Optional<String> written() {
    try {
      return generator().map(this::written);
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(NOT_MADE + e.getMessage());
    }
  }

  /**
   * @param home what it reads its own configuration from; empty for one that knows
   */
  private record Generator(List<String> command, Optional<Path> home) {}

  private String written(Generator generator) {
    Path results = AllureResults.folder(folder);
    Path report =
        results.resolveSibling(RecordManifest.ofAudit(ledger) ? "audit-allure" : "allure");
    List<String> line = new ArrayList<>(generator.command());
    line.addAll(List.of("generate", "--clean", "--output", report.toString(), results.toString()));
    try {
      if (!ended(line, generator.home())) {
        return NOT_MADE + line.get(0) + " ended badly";
      }
      DrawnReport.keep(ledger, report);
      return "Allure's report: " + folder.relativize(report.resolve("index.html"));
    } catch (IOException | JournalException e) {
      return NOT_MADE + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_MADE + "interrupted";
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
    Optional<Generator> before = newest(home(), "allure-").map(AllureHtml::byJava);
    Optional<Generator> there =
        before.or(
            () ->
                onPath()
                    .map(program -> new Generator(List.of(program.toString()), Optional.empty())));
    return there.isPresent() ? there : unpacked().map(AllureHtml::byJava);
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
    unpack(zip, home());
    return newest(home(), "allure-");
  }

  private Path home() {
    return folder.resolve(".redline/allure");
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
