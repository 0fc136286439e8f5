package dev.redline.postgres.surroundings;

import static dev.redline.postgres.surroundings.TunnelTest.around;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.health.SurroundingsCheck;
import dev.redline.plan.ApplyWay;
import dev.redline.postgres.surroundings.TunnelTest.Forwarder;
import dev.redline.trial.MadeServer;
import dev.redline.trial.PreparedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server whose processes are numbered apart from those of the machine that asks. */
class OtherProcessesTest {

  private static final List<String> APART =
      List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sleep", "600");

  private static final ThrowingConsumer<Sign> NOT_HERE =
      sign ->
          assertThat(sign.text()).matches("no process \\d+ of PostgreSQL is seen on this machine");

  private Process namespace;
  private List<String> inside;

  @BeforeEach
  void makeTheNamespace() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/unshare")),
        "unshare of util-linux makes namespaces, and is not here");
    namespace = new ProcessBuilder(APART).start();
    await().until(() -> !namespace.isAlive() || namespace.children().findFirst().isPresent());
    assumeTrue(namespace.isAlive(), "this account may not make a namespace of processes");
    String first = Long.toString(namespace.children().findFirst().orElseThrow().pid());
    inside = List.of("nsenter", "--target", first, "--pid", "--mount", "--wd");
  }

  @AfterEach
  void removeTheNamespace() {
    namespace.destroy();
  }

  @Test
  void aServerWhoseProcessIsNotHereIsPerhapsElsewhereAndByAnotherPortToo() throws Exception {
    MadeServer server = MadeServer.of(inside, "plain", Map.of());
    try {
      int port = Integer.parseInt(server.fact("port"));
      try (Forwarder forwarder = Forwarder.to("127.0.0.1", port)) {
        ServerSurroundings around = around(server, "127.0.0.1:" + forwarder.port());
        assertThat(around.recognised(Kind.TUNNEL))
            .singleElement()
            .satisfies(tunnel -> assertThat(tunnel.signs()).hasSize(2).last().satisfies(NOT_HERE));
        assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).toString())
            .contains("run the harness on the server's own machine");
      }

      ServerSurroundings direct = around(server, "127.0.0.1:" + port);
      assertThat(direct.recognised(Kind.TUNNEL)).as("one hint stops nobody").isEmpty();
      assertThat(direct.participants())
          .as("and is shown")
          .singleElement()
          .satisfies(perhaps -> assertThat(perhaps.signs()).singleElement().satisfies(NOT_HERE));
    } finally {
      PreparedServer.run(
          Stream.concat(inside.stream(), Stream.of(server.words("stop"))).toArray(String[]::new));
    }
    server.close(); // never before it has stopped: its number may be somebody else's out here
  }
}
