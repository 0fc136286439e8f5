package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.local.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What programs and servers that the harness starts learn from its environment. */
class CommandEnvironmentTest {

  private static final Map<String, String> OURS =
      Map.of(
          "PATH", "/bin",
          "HOME", "/home/x",
          "LC_ALL", "C",
          "PGPASSWORD", "s3cret",
          "DATABASE_URL", "postgresql://u:s3cret@h/d",
          "AWS_SECRET_ACCESS_KEY", "s3cret",
          "KUBECONFIG", "/home/x/kube");

  private static final String[] ALLOWED = {
    "PATH=", "HOME=", "USER=", "LOGNAME=", "LANG=", "LANGUAGE=", "TZ=", "TMPDIR=", "LC_"
  };

  /** Set by the server and its shell for themselves. */
  private static final String[] OF_THE_SERVER = {
    "PG_GRANDPARENT_PID=",
    "PGLOCALEDIR=",
    "PGSYSCONFDIR=",
    "PWD=",
    "SHLVL=",
    "SHELL=",
    "PGDATA=",
    "_=",
    "OLDPWD="
  };

  @Test
  void searchPathHomeAndLocaleAreAll() {
    assertThat(CommandEnvironment.smallest(OURS)).containsOnlyKeys("PATH", "HOME", "LC_ALL");
  }

  @Test
  void whatThePlanNamesIsPassed() {
    assertThat(CommandEnvironment.named(OURS, List.of("KUBECONFIG", "SSH_AUTH_SOCK")))
        .isEqualTo(Map.of("KUBECONFIG", "/home/x/kube"));
  }

  @Test
  void aProgramGetsNothingElseOfThisProcess() {
    assertThat(System.getenv().keySet()).as("planted by the build").contains("REDLINE_PLANTED");

    String environment = HostCommand.asOurselves().run(Duration.ofSeconds(10), "env").output();

    assertThat(environment.lines()).isNotEmpty().allMatch(line -> begins(line, ALLOWED));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aStartedServerAndItsProcessesHoldNothingElseEither() throws Exception {
    try (TestCluster server = TestCluster.start()) {
      ProcessHandle postmaster = ProcessHandle.of(server.postmaster()).orElseThrow();
      List<Path> environments =
          Stream.concat(Stream.of(postmaster), postmaster.descendants())
              .map(process -> Path.of("/proc/" + process.pid() + "/environ"))
              .toList();

      assertThat(environments).hasSizeGreaterThan(3);
      List<String> read = new ArrayList<>();
      for (Path file : environments) {
        read.add(held(file));
      }
      assertThat(read).filteredOn(held -> !held.isEmpty()).hasSizeGreaterThan(3);
      for (String held : read) {
        assertThat(held.split("\0"))
            .filteredOn(line -> line.contains("="))
            .allMatch(line -> begins(line, ALLOWED) || begins(line, OF_THE_SERVER));
        assertThat(held).doesNotContain("planted-secret");
      }
    }
  }

  /** Empty of a session's process that has ended meanwhile. */
  private static String held(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (FileSystemException e) {
      return "";
    }
  }

  private static boolean begins(String line, String... names) {
    return Stream.of(names).anyMatch(line::startsWith);
  }
}
