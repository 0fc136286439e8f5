package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Fleet;
import dev.redline.plan.value.MemorySize;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeFleet;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three servers under Patroni itself. What a test breaks, later ones find broken. */
@Tag("long")
@ExtendWith(StageTrials.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RealFleetTest {

  private static final String HEALTHY = "The fleet is healthy, where the server is a member of one";
  private static final String MAY_BE_CHANGED = "The server is one that may be changed";
  private static final int TRIES = 20_000;

  private MadeFleet fleet;

  @BeforeAll
  void make() throws Exception {
    fleet = MadeFleet.make("asynchronous");
  }

  @AfterAll
  void remove() throws Exception {
    if (fleet != null) {
      fleet.close();
    }
  }

  private StageTrial named(StageTrial trial) throws Exception {
    trial.append(
        "target.yaml",
        "yours: {engine: patroni, api: %s, replica_lag: 16MB, members_at_least: 3}\n"
            .formatted(fleet.fact("api")));
    return trial.environment("DATABASE_URL", fleet.fact("url"));
  }

  @Test
  @Order(1)
  void discoveryShowsItAsOneTable(StageTrial trial) throws Exception {
    GateOutcomes outcomes = named(trial).run("Discovery");

    assertThat(outcomes.passed()).contains(HEALTHY);
    assertThat(Files.readString(trial.evidence("fleet.json").get(0)))
        .contains("\"node1\"", "\"node2\"", "\"node3\"", "\"3.", "max_connections");
  }

  @Test
  @Order(2)
  void aStageIsRefusedAndPrintsWhatBelongsIntoTheFleetsConfiguration(StageTrial trial)
      throws Exception {
    GateOutcomes outcomes = named(trial).run("StageA");

    assertThat(outcomes.failed()).containsOnlyKeys(MAY_BE_CHANGED);
    assertThat(outcomes.message())
        .contains("owner of the server's configuration: observed Patroni")
        .contains("patronictl edit-config -p ");
  }

  @Test
  @Order(3)
  void itIsRecognisedWithoutBeingToldAndNotChangedBesidePatroni(StageTrial trial) throws Exception {
    List<String> before = configuration();
    trial
        .append("target.yaml", "yours:\n  restart: [\"false\"]\n  apply: alter_system\n")
        .environment("DATABASE_URL", fleet.fact("url"));

    GateOutcomes outcomes = trial.run("StageA");

    assertThat(outcomes.failed()).containsOnlyKeys(MAY_BE_CHANGED);
    assertThat(outcomes.message())
        .contains("cluster manager: Patroni, cluster trial")
        .contains("patronictl edit-config -p ");
    assertThat(configuration()).isEqualTo(before);
  }

  private List<String> configuration() throws Exception {
    Path data = Path.of(fleet.fact("node1_data"));
    return List.of(
        Files.readString(data.resolve("postgresql.conf")),
        Files.readString(data.resolve("postgresql.auto.conf")));
  }

  @Test
  @Order(4)
  void aPauseFails(StageTrial trial) throws Exception {
    patched("{\"pause\": true}", "cluster", "\"pause\": true");

    assertThat(named(trial).run("Discovery").failed()).containsKey(HEALTHY);

    patched("{\"pause\": null}", "config", "\"postgresql\"");
  }

  @Test
  @Order(5)
  void aMemberThatIsGoneFails(StageTrial trial) throws Exception {
    long patroni = Long.parseLong(Files.readString(fleet.folder().resolve("node3.pid")).strip());
    ProcessHandle process = ProcessHandle.of(patroni).orElseThrow();
    process.destroy();
    process.onExit().join();

    GateOutcomes outcomes = named(trial).run("Discovery");

    assertThat(outcomes.failed()).containsKey(HEALTHY);
    assertThat(outcomes.message()).contains("no answer from " + fleet.fact("node3_api"));
  }

  /** The server's own gate sees it first where it is the leader that waits. */
  @Test
  @Order(6)
  void aRestartThatNobodyPlannedFails() throws Exception {
    patched(
        "{\"postgresql\": {\"parameters\": {\"max_connections\": 70}}}",
        "cluster",
        "\"pending_restart\": true");
    Fleet named =
        new Fleet(
            List.of(URI.create(fleet.fact("node1_api") + "/")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new MemorySize(16L << 20),
            Duration.ofSeconds(10),
            2,
            Optional.empty());

    FleetView view = FleetProbeTest.probe(named, Map.of()).read();

    assertThat(new FleetCheck(view, named).judge().toString())
        .contains("FAIL: restarts that the fleet waits for and nobody planned: observed node1");
    assertThat(view.parameters()).containsEntry("max_connections", "70");
  }

  /** Changes the fleet's own configuration, and waits until a path shows it. */
  private void patched(String change, String path, String shows) throws Exception {
    String account = "patroni:made-for-trials-only";
    byte[] basic = Base64.getEncoder().encode(account.getBytes(StandardCharsets.UTF_8));
    HttpRequest patch =
        HttpRequest.newBuilder(URI.create(fleet.fact("node1_api") + "/config"))
            .header("Authorization", "Basic " + new String(basic, StandardCharsets.UTF_8))
            .method("PATCH", BodyPublishers.ofString(change))
            .build();
    assertThat(sent(patch).statusCode()).isEqualTo(200);
    HttpRequest look =
        HttpRequest.newBuilder(URI.create(fleet.fact("node1_api") + "/" + path)).build();
    String seen = "";
    for (int tried = 0; tried < TRIES && !seen.contains(shows); tried++) {
      seen = sent(look).body();
    }
    assertThat(seen).contains(shows);
  }

  private static HttpResponse<String> sent(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
