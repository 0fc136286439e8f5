package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeFleet;
import dev.redline.trial.StageTrial;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In synchronous mode Patroni lets none but the synchronous standby take over. */
@Tag("long")
class SynchronousRolloutTest {

  private static final List<String> MEMBERS = List.of("node1", "node2", "node3");

  @Test
  void theSynchronousStandbyTakesOverAndAllMembersGetTheValues() throws Exception {
    try (MadeFleet fleet = MadeFleet.make("synchronous")) {
      Awaitility.await().until(() -> roles(fleet).containsValue("sync_standby"));
      String canary = withRole(fleet, "replica");
      StageTrial trial = fleet.planning(canary, "shared_buffers=48MB", "work_mem=8MB");
      trial.property("approve", "all").property("confirm", "all");
      assertThat(trial.run("StageA").failed()).isEmpty();

      GateOutcomes outcomes = trial.run("Fleet");

      assertThat(outcomes.failed()).isEmpty();
      assertThat(roles(fleet).get("node1")).isNotEqualTo("leader");
      for (String member : MEMBERS) {
        assertThat(fleet.asked(member, "SHOW shared_buffers")).isEqualTo("48MB");
        assertThat(fleet.asked(member, "SHOW work_mem")).isEqualTo("8MB");
      }
    }
  }

  private static String withRole(MadeFleet fleet, String role) throws Exception {
    return roles(fleet).entrySet().stream()
        .filter(each -> each.getValue().equals(role))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> roles(MadeFleet fleet) throws Exception {
    Map<String, String> roles = new TreeMap<>();
    for (JsonNode member :
        JsonMapper.shared().readTree(fleet.api("GET", "cluster", "")).path("members")) {
      roles.put(member.path("name").asString(""), member.path("role").asString(""));
    }
    return roles;
  }
}
