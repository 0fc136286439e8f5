package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.FaultProxy.Fault;
import dev.redline.postgres.FaultProxy.Kind;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole stage through a network that fails while the change is in force: the run ends in time,
 * and the server is as it was, at the latest once the network is back and a person declines.
 */
@Tag("long")
class ProxiedStageTest {

  private static final Fault NONE = new Fault(Kind.NONE, 0, 0);

  /** Two waits for a start, each of {@code start_patience} (60 s), and the limits of sessions. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private MadeTrial made;
  private FaultProxy proxy;
  private Path file;
  private byte[] original;

  @BeforeEach
  void start() throws Exception {
    begin("start: %start", "stop: %stop");
  }

  private void begin(String... yours) throws Exception {
    made = MadeTrial.of("plain", yours);
    file = Path.of(made.server().query("SHOW config_file"));
    original = Files.readAllBytes(file);
    String url = made.server().fact("url");
    int port = Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    proxy = new FaultProxy(port, NONE);
    made.trial()
        .environment("DATABASE_URL", url.replaceFirst(":\\d+/", ":" + proxy.port() + "/"))
        .edit("target.yaml", "statement: 10min", "statement: 10s")
        .edit("target.yaml", "connect: 10s", "connect: 2s")
        .edit("target.yaml", "login: 10s", "login: 2s")
        .edit("target.yaml", "answer: 30s", "answer: 2s");
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    made.close();
  }

  /** Three attempts of the gate that fails, and as many as take about a second after that. */
  private static final int REFUSED = 8;

  /** Where the network begins to fail: before the change is written, and up to its last proof. */
  private static final List<String> PLACES =
      List.of(
          "The change is written where it belongs",
          "The change takes effect, with a restart where it needs one",
          "Everything planned is in force, from where it was written",
          "Caches are warm before anything is timed",
          "The whole evaluation ends within its time",
          "Vector searches meet p95 and recall at every K, on the HNSW index");

  static Stream<Arguments> failures() {
    return Stream.of(
            Kind.CUT,
            Kind.STALL,
            Kind.STALL_OF_ANSWERS,
            Kind.REFUSE,
            Kind.LATENCY,
            Kind.AFTER_THE_NEXT)
        .map(kind -> new Fault(kind, 0, Integer.MAX_VALUE))
        .flatMap(fault -> PLACES.stream().map(place -> Arguments.of(fault, place)));
  }

  @Test
  void thereAreThirtySixScenarios() {
    assertThat(failures()).hasSize(36);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aNetworkThatFailsUnderAChangeIsGivenUpInTimeAndTheServerIsAsItWas(Fault fault, String place)
      throws Exception {
    made.trial().property("approve", made.trial().run("StageA").approvals());
    made.trial().before(place, () -> proxy.becomes(fault));
    long begin = System.nanoTime();
    GateOutcomes failed = made.trial().run("StageA");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
    assertThat(failed.failed()).isNotEmpty();

    proxy.becomes(NONE);
    made.trial().before(place, () -> {});
    made.trial().withoutProperty("approve").property("decline", "commit");
    made.trial().run("StageA");
    assertThat(file).hasBinaryContent(original);
    assertThat(made.server().query("SHOW jit")).isEqualTo("on");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start: %start|stop: %stop",
        "restart: %restart|apply: alter_system",
        "restart: never|apply: alter_system"
      })
  void aNetworkThatRefusesForAMomentStandsInNoWayBacksWay(String yours) throws Exception {
    stop();
    begin(yours.split("\\|"));
    made.trial().property("approve", made.trial().run("StageA").approvals());
    made.trial()
        .before(
            "Everything planned is in force, from where it was written",
            () -> proxy.becomes(new Fault(Kind.REFUSE, 0, proxy.taken() + REFUSED)));
    GateOutcomes failed = made.trial().run("StageA");

    assertThat(failed.failed()).isNotEmpty();
    assertThat(made.trial().stateFile()).content().contains("\"ROLLED_BACK\"");
    assertThat(file).hasBinaryContent(original);
    assertThat(made.server().query("SHOW jit")).isEqualTo("on");
  }
}
