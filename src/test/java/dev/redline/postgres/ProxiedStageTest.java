package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.FaultProxy.Fault;
import dev.redline.postgres.FaultProxy.Kind;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A whole stage through a network that fails while the change is in force: the run ends in time,
 * and the server is as it was, at the latest once the network is back and a person declines.
 */
@Tag("long")
class ProxiedStageTest {

  private static final Fault NONE = new Fault(Kind.NONE, 0, 0);

  /** A session that says nothing is given up after a statement's time and this. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private MadeTrial made;
  private FaultProxy proxy;
  private Path file;
  private byte[] original;

  @BeforeEach
  void start() throws Exception {
    made = MadeTrial.of("plain");
    file = Path.of(made.server().query("SHOW config_file"));
    original = Files.readAllBytes(file);
    String url = made.server().fact("url");
    int port = Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    proxy = new FaultProxy(port, NONE);
    made.trial()
        .environment("DATABASE_URL", url.replaceFirst(":\\d+/", ":" + proxy.port() + "/"))
        .edit("target.yaml", "statement: 10min", "statement: 20s")
        .edit("target.yaml", "connect: 10s", "connect: 3s")
        .edit("target.yaml", "login: 10s", "login: 3s")
        .edit("target.yaml", "answer: 30s", "answer: 5s");
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    made.close();
  }

  static Stream<Fault> failures() {
    return Stream.of(
        new Fault(Kind.CUT, 0, Integer.MAX_VALUE),
        new Fault(Kind.STALL, 0, Integer.MAX_VALUE),
        new Fault(Kind.REFUSE, 0, Integer.MAX_VALUE),
        new Fault(Kind.LATENCY, 0, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aNetworkThatFailsUnderAChangeIsGivenUpInTimeAndTheChangeTakenBack(Fault fault)
      throws Exception {
    made.trial().property("approve", made.trial().run("StageA").approvals());
    made.trial().before("Caches are warm before anything is timed", () -> proxy.becomes(fault));
    long begin = System.nanoTime();
    GateOutcomes failed = made.trial().run("StageA");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
    assertThat(failed.failed()).isNotEmpty();

    proxy.becomes(NONE);
    made.trial().before("Caches are warm before anything is timed", () -> {});
    made.trial().withoutProperty("approve").property("decline", "commit");
    made.trial().run("StageA");
    assertThat(file).hasBinaryContent(original);
    assertThat(made.server().query("SHOW jit")).isEqualTo("on");
  }
}
