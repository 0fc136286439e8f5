package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeFleet;
import dev.redline.trial.StageTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A canary's committed values go to three servers under Patroni, or to none. What leads is not
 * switched back, so that each test finds the leader that the one before has left.
 */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RolloutTest {

  private static final String REPLICAS = "The change is written where it belongs";
  private static final String SWITCHOVER =
      "A switchover makes another member lead, and nobody waits for it longer than allowed";
  private static final String OLD_LEADER = "The old leader gets the values as a replica";
  private static final String MOVED =
      "The values are the fleet's own, and in no member's local configuration";
  private static final String HEALTHY = "The server is healthy after the change";
  private static final String COMMITTED = "The change is committed";
  private static final String APPROVED =
      "A person has approved what happens to a server that is not throwaway";
  private static final List<String> MEMBERS = List.of("node1", "node2", "node3");

  private MadeFleet fleet;
  private StageTrial trial;

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

  @Test
  @Order(1)
  void withoutACommittedCanaryEverythingIsLeftAlone() throws Exception {
    trial = fleet.planning("node2", "shared_buffers=48MB", "work_mem=8MB");

    assertThat(trial.run("Fleet").failed()).isEmpty();
    assertThat(values()).isEqualTo(former());
  }

  @Test
  @Order(2)
  void theDecisionsSayWhatAsynchronousReplicationMayLose() throws Exception {
    committedCanary();

    GateOutcomes outcomes = trial.run("Fleet");

    assertThat(outcomes.failed()).containsOnlyKeys(APPROVED);
    assertThat(outcomes.message())
        .contains("node3, then node1 restart one by one")
        .contains("node1 hands over", "what it has acknowledged and nobody has received is gone")
        .contains("shared_buffers=48MB work_mem=8MB goes into the fleet's own configuration");
    assertThat(values()).isEqualTo(canaryOnly());
  }

  private void committedCanary() throws Exception {
    GateOutcomes outcomes = trial.run("StageA");
    for (int asked = 0; asked < 2 && !outcomes.approvals().isEmpty(); asked++) {
      outcomes = trial.property("approve", outcomes.approvals()).run("StageA");
    }
    assertThat(outcomes.failed()).isEmpty();
    trial.withoutProperty("approve");
    assertThat(values()).isEqualTo(canaryOnly());
  }

  @Test
  @Order(3)
  void aRunThatWasKilledAfterTheReplicasIsTakenBackOnAllMembers() throws Exception {
    killedAndTakenBack(SWITCHOVER, "node1");
  }

  @Test
  @Order(4)
  void aSwitchoverHandsOverAndIsNotSwitchedBack() throws Exception {
    killedAndTakenBack(OLD_LEADER, "node2");
  }

  @Test
  @Order(5)
  void whatWasInTheFleetsConfigurationIsTakenOutOfItAgain() throws Exception {
    killedAndTakenBack(HEALTHY, "node2");
  }

  @Test
  @Order(6)
  void aFailoverInTheMiddleStopsItAndIsSaid() throws Exception {
    Map<String, String> files = files();
    trial.before(MOVED, () -> fleet.switchOver("node2", "node3"));

    GateOutcomes outcomes = approved("Fleet");

    assertThat(outcomes.failed()).containsOnlyKeys(MOVED);
    assertThat(outcomes.message())
        .contains("a failover or somebody's switchover came in between", "node3 on timeline");
    trial.before(MOVED, () -> {});
    assertThat(values().get("node1")).isEqualTo("32MB 4MB");
    assertThat(files()).isEqualTo(files);
    // node3 leads with the values: it is not restarted, until somebody else leads.
    fleet.switchOver("node3", "node2");
    assertThat(trial.run().failed()).isEmpty();
    assertThat(values()).isEqualTo(canaryOnly());
    assertThat(files()).isEqualTo(files);
  }

  @Test
  @Order(8)
  void goodValuesAreTheFleetsAndDeclinedTheyAreGone() throws Exception {
    fleet.switchOver("node2", "node1");
    Map<String, String> files = files();

    GateOutcomes waiting = approved("Fleet");

    assertThat(waiting.failed()).containsOnlyKeys(COMMITTED);
    assertThat(values())
        .isEqualTo(Map.of("node1", "48MB 8MB", "node2", "48MB 8MB", "node3", "48MB 8MB"));
    assertThat(configuration()).contains("\"work_mem\": \"8MB\"", "\"shared_buffers\": \"48MB\"");
    assertThat(String.join("", files().values())).doesNotContain("48MB", "work_mem");
    assertThat(leader()).isEqualTo("node2");

    trial.property("decline", "commit").run("Fleet");

    assertThat(values()).isEqualTo(canaryOnly());
    assertThat(files()).isEqualTo(files);
    assertThat(configuration()).contains("\"shared_buffers\": \"32MB\"").doesNotContain("work_mem");
    trial.withoutProperty("decline");
  }

  @Test
  @Order(9)
  void committedTheyStay() throws Exception {
    GateOutcomes waiting = approved("Fleet");

    GateOutcomes outcomes = trial.property("approve", waiting.approvals()).run("Fleet");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(values())
        .isEqualTo(Map.of("node1", "48MB 8MB", "node2", "48MB 8MB", "node3", "48MB 8MB"));
    assertThat(trial.withoutProperty("approve").run("Fleet").failed()).isEmpty();
  }

  private void killedAndTakenBack(String gate, String leads) throws Exception {
    Map<String, String> files = files();
    String configuration = configuration();

    assertThat(HaltedRun.at("Fleet", gate, trial.home(), trial.gates(), fleet.fact("node2_url")))
        .isEqualTo(137);
    GateOutcomes outcomes = trial.run();

    assertThat(outcomes.failed()).isEmpty();
    assertThat(values()).isEqualTo(canaryOnly());
    assertThat(files()).isEqualTo(files);
    assertThat(configuration()).isEqualTo(configuration);
    assertThat(leader()).isEqualTo(leads);
    for (String member : MEMBERS) {
      assertThat(
              fleet.asked(
                  member, "SELECT count(*) FROM pg_catalog.pg_settings WHERE pending_restart"))
          .isEqualTo("0");
      assertThat(fleet.asked(member, "SELECT count(*) FROM articles")).isEqualTo("500");
      assertThat(fleet.asked(member, "SELECT pg_catalog.to_regclass('redline_mark.beat')"))
          .isNull();
    }
  }

  private GateOutcomes approved(String phase) {
    GateOutcomes outcomes = trial.run(phase);
    String asked = outcomes.approvals();
    return asked.isEmpty() ? outcomes : trial.property("approve", asked).run(phase);
  }

  private static Map<String, String> former() {
    return Map.of("node1", "32MB 4MB", "node2", "32MB 4MB", "node3", "32MB 4MB");
  }

  private static Map<String, String> canaryOnly() {
    return Map.of("node1", "32MB 4MB", "node2", "48MB 8MB", "node3", "32MB 4MB");
  }

  private Map<String, String> values() throws Exception {
    Map<String, String> values = new TreeMap<>();
    for (String member : MEMBERS) {
      values.put(
          member,
          fleet.asked(member, "SHOW shared_buffers") + " " + fleet.asked(member, "SHOW work_mem"));
    }
    return values;
  }

  private Map<String, String> files() throws Exception {
    Map<String, String> files = new TreeMap<>();
    for (String member : MEMBERS) {
      files.put(member, Files.readString(Path.of(fleet.fact(member + "_configuration"))));
    }
    return files;
  }

  private String leader() throws Exception {
    for (String member : MEMBERS) {
      if (fleet.asked(member, "SELECT pg_catalog.pg_is_in_recovery()").equals("f")) {
        return member;
      }
    }
    return "nobody";
  }

  private String configuration() throws Exception {
    return fleet.api("GET", "config", "");
  }
}
