package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeFleet;
import dev.redline.trial.StageTrial;
import java.sql.SQLException;
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
 * Settings that Patroni keeps for all members, on three servers under Patroni: raised, lowered,
 * declined, refused, and taken back. Each test finds the leader that the one before has left.
 */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FleetWideSettingsTest {

  private static final String APPROVED =
      "A person has approved what happens to a server that is not throwaway";
  private static final String OWNED = "Nobody else owns what is to be changed";
  private static final String WRITTEN = "The change is written where it belongs";
  private static final String HEALTHY = "The server is healthy after the change";
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

  @Test
  @Order(1)
  void raisedTheyGoToReplicasFirstAndToTheLeaderByASwitchover() throws Exception {
    StageTrial trial = committed("node2", "max_connections=80", "work_mem=6MB");
    assertThat(connections()).isEqualTo(all("60"));

    GateOutcomes asked = trial.run("Fleet");
    assertThat(asked.failed()).containsOnlyKeys(APPROVED);
    assertThat(asked.message())
        .contains("max_connections=80, which Patroni keeps for all members")
        .contains("restarts of node2, then node3;", "restarts the leader while it leads");
    assertThat(connections()).isEqualTo(all("60"));

    GateOutcomes waiting = trial.property("approve", asked.approvals()).run("Fleet");
    assertThat(waiting.failed()).containsOnlyKeys(COMMITTED);
    assertThat(connections()).isEqualTo(all("80"));
    assertThat(leader()).isEqualTo("node2");

    assertThat(trial.property("approve", waiting.approvals()).run("Fleet").failed()).isEmpty();
    assertThat(connections()).isEqualTo(all("80"));
    assertThat(fleet.api("GET", "config", "")).contains("\"max_connections\": \"80\"");
    assertThat(trial.withoutProperty("approve").run("Fleet").failed()).isEmpty();
  }

  @Test
  @Order(2)
  void declinedAfterASwitchoverTheyAreTakenBackOnAllMembers() throws Exception {
    StageTrial trial = committed("node3", "max_locks_per_transaction=96");
    String configuration = fleet.api("GET", "config", "");

    GateOutcomes waiting = approved(trial, "Fleet");
    assertThat(waiting.failed()).containsOnlyKeys(COMMITTED);
    assertThat(locks()).isEqualTo(all("96"));

    trial.withoutProperty("approve").property("decline", "commit").run("Fleet");
    assertThat(locks()).isEqualTo(all("64"));
    assertThat(fleet.api("GET", "config", "")).isEqualTo(configuration);
    nothingIsLeft();
  }

  @Test
  @Order(3)
  void loweredTheyGoToTheLeaderFirstWhileItLeads() throws Exception {
    String leads = leader();
    String replica = aReplica();
    StageTrial trial = committed(replica, "max_connections=70, lowers: allowed");

    GateOutcomes asked = trial.run("Fleet");
    assertThat(asked.message())
        .contains("restarts of %s, then ".formatted(leads))
        .contains(leads + " restarts while it leads, and nobody can write meanwhile");
    GateOutcomes waiting = trial.property("approve", asked.approvals()).run("Fleet");

    assertThat(waiting.failed()).containsOnlyKeys(COMMITTED);
    assertThat(connections()).isEqualTo(all("70"));
    assertThat(leader()).isEqualTo(leads);
    assertThat(trial.property("approve", waiting.approvals()).run("Fleet").failed()).isEmpty();
    nothingIsLeft();
  }

  @Test
  @Order(4)
  void aValueThatDoesNotStartStopsAtTheFirstReplica() throws Exception {
    String leads = leader();
    String replica = aReplica();
    String started = fleet.asked(leads, "SELECT pg_catalog.pg_postmaster_start_time()::text");
    StageTrial trial = committed(replica, "max_locks_per_transaction=200000000");

    GateOutcomes outcomes = approved(trial, "Fleet");

    assertThat(outcomes.failed()).containsOnlyKeys(WRITTEN);
    assertThat(outcomes.message()).contains("restart of " + replica, "Rolled back in ");
    assertThat(locks()).isEqualTo(all("64"));
    assertThat(fleet.asked(leads, "SELECT pg_catalog.pg_postmaster_start_time()::text"))
        .isEqualTo(started);
    nothingIsLeft();
  }

  @Test
  @Order(5)
  void whatPatroniWouldNotTakeIsRefusedBeforeAnythingIsTouched() throws Exception {
    String configuration = fleet.api("GET", "config", "");
    StageTrial trial = committed(aReplica(), "wal_log_hints=off, lowers: allowed");

    GateOutcomes outcomes = trial.run("Fleet");

    assertThat(outcomes.failed()).containsOnlyKeys(OWNED);
    assertThat(outcomes.message()).contains("wal_log_hints: Patroni never changes it");
    assertThat(fleet.api("GET", "config", "")).isEqualTo(configuration);
  }

  @Test
  @Order(6)
  void aRunThatWasKilledBehindThemIsTakenBackByTheNextOne() throws Exception {
    String replica = aReplica();
    StageTrial trial = committed(replica, "max_worker_processes=12");
    String configuration = fleet.api("GET", "config", "");

    assertThat(
            HaltedRun.at(
                "Fleet", HEALTHY, trial.home(), trial.gates(), fleet.fact(replica + "_url")))
        .isEqualTo(137);
    assertThat(trial.run().failed()).isEmpty();

    assertThat(shown("max_worker_processes")).isEqualTo(all("8"));
    assertThat(fleet.api("GET", "config", "")).isEqualTo(configuration);
    nothingIsLeft();
  }

  @Test
  @Order(7)
  void whatTakesNoRestartGoesToTheLeaderWhileItLeads() throws Exception {
    String leads = leader();
    String started = fleet.asked(leads, "SELECT pg_catalog.pg_postmaster_start_time()::text");
    StageTrial trial = committed(aReplica(), "work_mem=9MB");

    GateOutcomes asked = trial.run("Fleet");
    assertThat(asked.message())
        .contains("read their configuration one by one")
        .doesNotContain("switchover");
    GateOutcomes waiting = trial.property("approve", asked.approvals()).run("Fleet");
    assertThat(trial.property("approve", waiting.approvals()).run("Fleet").failed()).isEmpty();

    assertThat(shown("work_mem")).isEqualTo(all("9MB"));
    assertThat(leader()).isEqualTo(leads);
    assertThat(fleet.asked(leads, "SELECT pg_catalog.pg_postmaster_start_time()::text"))
        .isEqualTo(started);
    nothingIsLeft();
  }

  /** The fleet's configuration has to go back before anybody waits for that member. */
  @Test
  @Order(8)
  void aRunThatWasKilledWhileAReplicaDoesNotStartIsTakenBackByTheNextOne() throws Exception {
    String replica = aReplica();
    String configuration = fleet.api("GET", "config", "");
    StageTrial trial = committed(replica, "max_locks_per_transaction=200000000");

    assertThat(
            HaltedRun.when("Fleet", trial, fleet.fact(replica + "_url"), () -> !answers(replica)))
        .isEqualTo(137);
    assertThat(fleet.api("GET", "config", "")).contains("200000000");

    assertThat(trial.run().failed()).isEmpty();
    assertThat(locks()).isEqualTo(all("64"));
    assertThat(fleet.api("GET", "config", "")).isEqualTo(configuration);
    nothingIsLeft();
  }

  private boolean answers(String member) {
    try {
      return fleet.asked(member, "SELECT 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private StageTrial committed(String canary, String... settings) throws Exception {
    StageTrial trial = fleet.planning(canary, settings);
    GateOutcomes outcomes = trial.run("StageA");
    for (int asked = 0; asked < 2 && !outcomes.failed().isEmpty(); asked++) {
      outcomes = trial.property("approve", outcomes.approvals()).run("StageA");
    }
    assertThat(outcomes.failed()).isEmpty();
    return trial.withoutProperty("approve");
  }

  private static GateOutcomes approved(StageTrial trial, String phase) {
    return trial.property("approve", trial.run(phase).approvals()).run(phase);
  }

  private void nothingIsLeft() throws Exception {
    for (String member : MEMBERS) {
      assertThat(fleet.asked(member, "SELECT count(*) FROM articles")).isEqualTo("500");
      assertThat(fleet.asked(member, "SELECT pg_catalog.to_regclass('redline_mark.beat')"))
          .isNull();
    }
    assertThat(fleet.api("GET", "cluster", "")).doesNotContain("pending_restart");
  }

  private Map<String, String> connections() throws Exception {
    return shown("max_connections");
  }

  private Map<String, String> locks() throws Exception {
    return shown("max_locks_per_transaction");
  }

  private Map<String, String> shown(String setting) throws Exception {
    Map<String, String> values = new TreeMap<>();
    for (String member : MEMBERS) {
      values.put(member, fleet.asked(member, "SHOW " + setting));
    }
    return values;
  }

  private static Map<String, String> all(String value) {
    Map<String, String> values = new TreeMap<>();
    MEMBERS.forEach(member -> values.put(member, value));
    return values;
  }

  private String aReplica() throws Exception {
    String leads = leader();
    return MEMBERS.stream().filter(each -> !each.equals(leads)).findFirst().orElseThrow();
  }

  private String leader() throws Exception {
    for (String member : MEMBERS) {
      if (fleet.asked(member, "SELECT pg_catalog.pg_is_in_recovery()").equals("f")) {
        return member;
      }
    }
    return "nobody";
  }
}
