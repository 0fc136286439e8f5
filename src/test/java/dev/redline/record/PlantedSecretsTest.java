package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.crash.TracedTests;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Secrets in every place that one can think of: none is on the console, in what a run leaves, or in
 * the arguments and the environment of anything that it starts, from the first program to the last.
 */
@Tag("long")
@ExtendWith(StageTrials.class)
class PlantedSecretsTest {

  private static final int PLANTED = 40;

  /** In the temporary folder, which others may list. */
  private static final String PRINTED = "tmp/redline-printed-";

  /** The JVM, and the part of it that becomes the program, for an instant and for itself alone. */
  private static final List<String> ITSELF =
      List.of("dev.redline.record.PlantedRun", "/jspawnhelper\"");

  private final PlantedSecrets secrets = new PlantedSecrets();
  private StageTrial trial;
  private PlantedHome somebody;
  private Path programs;
  private Path console;

  @BeforeEach
  void prepare(StageTrial copy) throws Exception {
    TracedTests.require();
    trial = copy;
    Path project = trial.ownFixtures().getParent();
    somebody =
        new PlantedHome(secrets, Files.createDirectory(trial.home().resolve("user")), project);
    somebody.write();
    Files.createDirectory(trial.home().resolve("tmp"));
    programs = trial.home().resolve("programs");
    console = trial.home().resolve("console");
  }

  @Test
  void aStageThatPassesShowsNone() throws Exception {
    try (PlantedServer server = PlantedServer.start(secrets, trial)) {
      run(server, "all");
    }
    assertThat(Files.readString(console)).contains("Stage A would set", "PASSED ");
    assertThat(secrets.count()).isGreaterThanOrEqualTo(PLANTED);
    requireNoneIsShown();
  }

  @Test
  void aStageThatIsTakenBackShowsNone() throws Exception {
    trial.edit("red-lines.yaml", "recall: {at_least: 0.4", "recall: {at_least: 1.0");
    try (PlantedServer server = PlantedServer.start(secrets, trial)) {
      run(server, "asked");
    }
    assertThat(Files.readString(console)).contains("Stage A would set", "Rolled back in");
    requireNoneIsShown();
  }

  @Test
  void aStartThatFailsShowsNothingOfWhatItsCommandSaid() throws Exception {
    try (PlantedServer server = PlantedServer.start(secrets, trial)) {
      server.failToStartOnce();
      run(server, "all");
    }
    assertThat(Files.readString(console)).contains("ended with 3", "Rolled back in");
    requireNoneIsShown();
  }

  @Test
  void anErrorThatSomebodyRaisesIsNotShownWithTheirWords() throws Exception {
    try (PlantedServer server = PlantedServer.start(secrets, trial);
        Connection session = server.session()) {
      server.raiseErrors();
      run(server, "all");
      assertThat(session).isNotNull();
    }
    assertThat(Files.readString(console)).contains("Stage A would set", "P0001");
    requireNoneIsShown();
  }

  private void requireNoneIsShown() throws IOException {
    assertThat(secrets.in(Files.readString(console))).as("on the console").isEmpty();
    assertThat(secrets.in(Files.readString(trial.home().resolve(PlantedRun.SEEN))))
        .as("in the report")
        .isEmpty();
    assertThat(executed()).as("programs that were seen").hasSizeGreaterThan(10);
    assertThat(executed().stream().filter(line -> !secrets.in(line).isEmpty()))
        .as("programs with any in arguments or environment")
        .isEmpty();
    assertThat(left().map(file -> trial.home().relativize(file) + " " + secrets.in(text(file))))
        .as("only what the server is put back from, and what a command printed that failed")
        .allMatch(found -> found.startsWith("keep/") || found.startsWith(PRINTED));
    assertThat(left()).isNotEmpty().allSatisfy(PlantedSecretsTest::isForItsOwnerAlone);
  }

  /** Every program of the run and of all that it starts, with arguments and environment. */
  private List<String> executed() throws IOException {
    return Files.readAllLines(programs, StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.contains("execve("))
        .filter(line -> ITSELF.stream().noneMatch(line::contains))
        .toList();
  }

  /** Files of the run that hold any: not the server, nor what the test itself has planted. */
  private Stream<Path> left() throws IOException {
    Path cluster = trial.data().getParent();
    List<Path> planted =
        List.of(
            cluster,
            somebody.folder(),
            somebody.project().resolve(".git"),
            programs,
            trial.home().resolve("start.sh"),
            trial.home().resolve("stop.sh"));
    try (Stream<Path> files = Files.walk(trial.home())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> planted.stream().noneMatch(file::startsWith))
          .filter(file -> !secrets.in(text(file)).isEmpty())
          .toList()
          .stream();
    }
  }

  private static void isForItsOwnerAlone(Path file) throws IOException {
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    if (!file.toString().contains(PRINTED)) {
      assertThat(Files.getPosixFilePermissions(file.getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(PlantedServer server, String approved) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("strace", "-f", "-qq", "-v", "-s", "1000000", "-e", "trace=execve"));
    command.addAll(List.of("--seccomp-bpf", "-e", "signal=none", "-o", programs.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + trial.home().resolve("tmp"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PlantedRun.class.getName(), trial.home().toString()));
    command.addAll(List.of(trial.gates().toString(), "fixtures/schema", "StageA", approved));
    ProcessBuilder run =
        new ProcessBuilder(command)
            .directory(somebody.project().toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    run.environment().clear();
    run.environment().putAll(somebody.environment(server));
    Process process = run.start();
    ended(process);
  }

  private void ended(Process tracer) throws Exception {
    ProcessHandle run =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> tracer.children().findFirst(), Optional::isPresent)
            .orElseThrow();
    run.onExit().get(3, TimeUnit.MINUTES);
  }
}
