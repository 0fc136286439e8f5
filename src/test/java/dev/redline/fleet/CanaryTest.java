package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeFleet;
import dev.redline.trial.StageTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One replica of three servers under Patroni gets the values of a stage, and nobody else. */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class CanaryTest {

  private static final String MAY_BE_CHANGED = "The server is one that may be changed";
  private static final String TAKES_EFFECT =
      "The change takes effect, with a restart where it needs one";
  private static final String COMMITTED = "The change is committed";
  private static final List<String> MEMBERS = List.of("node1", "node2", "node3");

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

  /** Approves what is asked for until the commit is, or something else stands in the way. */
  private static GateOutcomes untilItsCommit(StageTrial trial) {
    GateOutcomes outcomes = trial.run("StageA");
    String asked = outcomes.approvals();
    return asked.isEmpty() ? outcomes : trial.property("approve", asked).run("StageA");
  }

  @Test
  @Order(1)
  void theLeaderIsNoCanary() throws Exception {
    GateOutcomes outcomes = fleet.planning("node1", "shared_buffers=48MB").run("StageA");

    assertThat(outcomes.failed()).containsOnlyKeys(MAY_BE_CHANGED);
    assertThat(outcomes.message()).contains("observed node1, leader", "node2 at 127.0.0.1:");
  }

  @Test
  @Order(2)
  void whatPatroniTakesFromTheWholeFleetIsLeftToItAndSaid() throws Exception {
    List<String> before = members();
    StageTrial trial = fleet.planning("node2", "max_worker_processes=12");

    GateOutcomes outcomes = trial.run("StageA");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(Files.readString(trial.home().resolve("gate-record.json")))
        .contains("max_worker_processes, as Patroni takes it from the fleet's own")
        .contains("-Dgroups=fleet takes it to all members");
    assertThat(members()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void aCanaryThatDoesNotBootIsTakenBackAndTheOthersStayUntouched() throws Exception {
    List<String> before = members();
    StageTrial trial =
        fleet.planning("node2", "shared_buffers=7TB").property("try", "beyond-memory");

    GateOutcomes outcomes = untilItsCommit(trial);

    assertThat(outcomes.failed()).containsOnlyKeys(TAKES_EFFECT);
    assertThat(outcomes.message()).contains("restart failed").contains("Rolled back in ");
    List<String> after = members();
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(2)).isEqualTo(before.get(2));
    assertThat(after.get(1)).contains("shared_buffers=32MB").isNotEqualTo(before.get(1));
  }

  @Test
  @Order(4)
  void goodValuesAreInForceOnTheCanaryAloneAndDeclinedTheyAreGone() throws Exception {
    byte[] file = Files.readAllBytes(configuration("node2"));
    List<String> before = members();
    StageTrial trial = fleet.planning("node2", "shared_buffers=48MB", "work_mem=8MB");

    GateOutcomes waiting = untilItsCommit(trial);

    assertThat(waiting.failed()).containsOnlyKeys(COMMITTED);
    assertThat(value("node2", "shared_buffers")).isEqualTo("48MB");
    assertThat(value("node3", "shared_buffers")).isEqualTo("32MB");

    trial.environment("DATABASE_URL", fleet.fact("node3_url"));
    assertThat(trial.withoutProperty("approve").run("StageA").failed().toString())
        .contains("is in the local configuration of node2, and DATABASE_URL names another server");
    trial.environment("DATABASE_URL", fleet.fact("node2_url"));

    trial.property("decline", "commit").run("StageA");

    assertThat(Files.readAllBytes(configuration("node2"))).isEqualTo(file);
    assertThat(value("node2", "shared_buffers")).isEqualTo("32MB");
    assertThat(value("node2", "work_mem")).isEqualTo("4MB");
    List<String> after = members();
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(2)).isEqualTo(before.get(2));
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(
      strings = {
        "The change is written where it belongs",
        "What was written is read back, and would be taken",
        "The server is healthy after the change",
        "Vector searches are not slower than before the change"
      })
  void aRunThatWasKilledIsTakenBackByTheNextOne(String gate) throws Exception {
    byte[] file = Files.readAllBytes(configuration("node3"));
    List<String> before = members();
    StageTrial trial = fleet.planning("node3", "shared_buffers=48MB", "work_mem=8MB");

    assertThat(HaltedRun.at("StageA", gate, trial.home(), trial.gates(), fleet.fact("node3_url")))
        .isEqualTo(137);
    assertThat(trial.run().failed()).isEmpty();

    assertThat(Files.readAllBytes(configuration("node3"))).isEqualTo(file);
    assertThat(value("node3", "shared_buffers")).isEqualTo("32MB");
    assertThat(value("node3", "work_mem")).isEqualTo("4MB");
    assertThat(
            fleet.asked(
                "node3", "SELECT count(*) FROM pg_catalog.pg_settings WHERE pending_restart"))
        .isEqualTo("0");
    assertThat(members().subList(0, 2)).isEqualTo(before.subList(0, 2));
  }

  @Test
  @Order(7)
  void aFailoverBetweenOthersStopsItAndTheCanaryIsTakenBack() throws Exception {
    byte[] file = Files.readAllBytes(configuration("node3"));
    StageTrial trial = fleet.planning("node3", "work_mem=8MB");
    trial.before(
        "Caches are warm before anything is timed", () -> fleet.switchOver("node1", "node2"));

    GateOutcomes outcomes = untilItsCommit(trial);

    assertThat(outcomes.failed()).containsKey(COMMITTED);
    assertThat(outcomes.message())
        .contains("observed node2 on timeline 2, required node1 on timeline 1")
        .contains("Rolled back in ");
    assertThat(Files.readAllBytes(configuration("node3"))).isEqualTo(file);
    assertThat(value("node3", "work_mem")).isEqualTo("4MB");
  }

  @Test
  @Order(6)
  void committedValuesStayAndItIsSaidWhoHasThem() throws Exception {
    StageTrial trial = fleet.planning("node2", "shared_buffers=48MB");
    GateOutcomes waiting = untilItsCommit(trial);

    GateOutcomes outcomes = trial.property("approve", waiting.approvals()).run("StageA");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(value("node2", "shared_buffers")).isEqualTo("48MB");
    assertThat(value("node1", "shared_buffers")).isEqualTo("32MB");
  }

  private Path configuration(String member) {
    return Path.of(fleet.fact(member + "_configuration"));
  }

  /** Of each member, since when it runs and what it runs with. */
  private List<String> members() throws Exception {
    List<String> members = new ArrayList<>();
    for (String member : MEMBERS) {
      members.add(
          "%s since %s, shared_buffers=%s, rows %s"
              .formatted(
                  member,
                  fleet.asked(member, "SELECT pg_catalog.pg_postmaster_start_time()"),
                  value(member, "shared_buffers"),
                  fleet.asked(member, "SELECT count(*) FROM articles")));
    }
    return members;
  }

  private String value(String member, String setting) throws Exception {
    return fleet.asked(member, "SHOW " + setting);
  }
}
