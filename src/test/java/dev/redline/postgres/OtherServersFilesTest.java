package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.TracedTests;
import dev.redline.postgres.FaultProxy.Fault;
import dev.redline.postgres.FaultProxy.Kind;
import dev.redline.record.PlantedRun;
import dev.redline.target.DataDirectory;
import dev.redline.target.local.TestCluster;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A stage on a server that answers through a tunnel and names a data directory in which another
 * server's files lie here: it is read only, and of those files none is opened but the two that tell
 * whose they are.
 */
@Tag("long")
@EnabledIfSystemProperty(named = "user.name", matches = "root") // as whom one may mount
@ExtendWith(StageTrials.class)
class OtherServersFilesTest {

  /** Calls that open or change something, with the path that they name. */
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(open|creat|rename|unlink|rmdir|link|symlink|mkdir|mknod|chmod|fchmodat|chown|lchown|fchownat|truncate|[fl]*setxattr|utime|execve)\\w*\\(.*");

  private StageTrial trial;
  private YourServer server;
  private FaultProxy tunnel;
  private Path data;
  private Path other;
  private Path console;
  private Path calls;

  @BeforeEach
  void start(StageTrial copy) throws Exception {
    TracedTests.require();
    trial = copy;
    server = YourServer.start(trial);
    int port = Integer.parseInt(server.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    tunnel = new FaultProxy(port, new Fault(Kind.NONE, 0, 0));
    data = trial.data();
    other = data.resolveSibling("other");
    console = trial.home().resolve("console");
    calls = trial.home().resolve("calls");
  }

  @AfterEach
  void stop() throws Exception {
    tunnel.close();
    server.close();
  }

  @Test
  void anotherClusterRunsHereInTheDirectoryThatTheServerNames() throws Exception {
    try (TestCluster cluster = TestCluster.start()) {
      assertThat(run(cluster.data()))
          .contains("it is another server than the one in " + data + " here: system identifier")
          .contains(identifier(data) + " there, " + identifier(cluster.data()) + " here");
    }
  }

  @Test
  void aCopyLiesHereThatDoesNotRunWithThePostmasterPidOfTheServer() throws Exception {
    PreparedServer.run("cp", "-a", data.toString(), other.toString());

    assertThat(run(other))
        .contains(
            "no server runs in " + data + " here, by postmaster.pid: it is a copy of the one");
  }

  @Test
  void aCopyRunsHereWithTheIdentifierOfTheServer() throws Exception {
    PreparedServer.run("cp", "-a", data.toString(), other.toString());
    Files.delete(other.resolve("postmaster.pid"));
    List<String> stop = server.startCopy(other);
    try {
      assertThat(run(other))
          .contains("it is a copy of the one in " + data + " here: it runs since")
          .contains("as process " + Files.readAllLines(other.resolve("postmaster.pid")).get(0));
    } finally {
      PreparedServer.run(stop.toArray(String[]::new));
    }
  }

  @Test
  void nothingLiesHere() throws Exception {
    assertThat(run(Files.createDirectory(other)))
        .contains("its data directory " + data + " is not on this machine");
  }

  private static String identifier(Path directory) {
    return new DataDirectory(directory).systemIdentifier().orElseThrow();
  }

  /**
   * What the stage says where the path of the server's data directory leads to {@code files}, once
   * it is proven to have left them alone.
   */
  private String run(Path files) throws Exception {
    String before = attributes(files);
    Process tracer = traced(files).start();
    assertThat(tracer.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(attributes(files)).as("the files that lie here").isEqualTo(before);
    assertThat(Files.readAllLines(calls)).hasSizeGreaterThan(1000);
    assertThat(opened()).as("what was opened or changed here").isEmpty();
    String said = Files.readString(console);
    assertThat(said)
        .contains("read only: your server")
        .doesNotContain("Stage A would set", "Everything planned is in force");
    return said;
  }

  /** In a view of the file system in which other files lie where the server says its own do. */
  private ProcessBuilder traced(Path files) {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
    command.add("mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"");
    command.addAll(List.of("sh", files.toString(), data.toString()));
    command.addAll(List.of("strace", "-f", "-qq", "-s", "4096"));
    command.addAll(List.of("-e", "trace=%file", "--seccomp-bpf", "-e", "signal=none"));
    command.addAll(List.of("-o", calls.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PlantedRun.class.getName(), trial.home().toString()));
    command.addAll(List.of(trial.gates().toString(), "fixtures/schema", "StageA", "all"));
    ProcessBuilder run =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
    run.environment().remove("POSTGRES_DSN");
    run.environment()
        .put("DATABASE_URL", server.url().replaceFirst(":\\d+/", ":" + tunnel.port() + "/"));
    return run;
  }

  /**
   * Sizes, times, owners and modes of what lies in a folder, but for what a server writes itself.
   */
  private static String attributes(Path folder) throws Exception {
    Process list =
        new ProcessBuilder(
                "find", folder.toString(), "-name", "*.conf", "-printf", "%p %s %T@ %u %m\\n")
            .start();
    return new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** All but reading what tells which server it is. */
  private List<String> opened() throws Exception {
    return Files.readAllLines(calls).stream()
        .filter(line -> line.contains(data + "/") || line.contains(data + "\""))
        .filter(line -> CALL.matcher(line).find())
        .filter(line -> !tellsWhoseItIs(line))
        .toList();
  }

  private boolean tellsWhoseItIs(String line) {
    return line.contains(", O_RDONLY")
        && (line.contains(data.resolve("global/pg_control") + "\"")
            || line.contains(data.resolve("postmaster.pid") + "\""));
  }
}
