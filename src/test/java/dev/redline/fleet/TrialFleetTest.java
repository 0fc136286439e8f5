package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.target.TargetException;
import dev.redline.trial.PreparedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What {@code -Dtarget=patroni} runs on. */
@Tag("long")
class TrialFleetTest {

  private final List<String> said = new ArrayList<>();
  private TrialFleet trial;

  @AfterEach
  void remove() throws Exception {
    if (trial != null && Files.exists(trial.folder().resolve("make.log"))) {
      PreparedServer.run("fixtures/patroni/remove", trial.folder().toString());
    }
  }

  @Test
  void itIsMadeOnceAndAnewWhereAMemberDoesNotAnswer() throws Exception {
    Path above = PreparedServer.publicFolder("redline-trial-fleet-");
    trial =
        new TrialFleet(
            Path.of("fixtures"), above.resolve("fleet"), above.resolve("own"), said::add);

    TrialFleet.Conditions first = conditions(Map.of("target", "patroni", "groups", "fleet"));
    assertThat(first.properties())
        .containsEntry("target", "dsn")
        .containsEntry("approve", "all")
        .containsEntry("groups", "fleet");
    Plan plan = Plan.load(first.gates());
    assertThat(plan.target().fleet().orElseThrow().api()).hasSize(3);
    assertThat(plan.target().fleet().orElseThrow().local()).isPresent();
    assertThat(plan.workload()).isPresent();

    Path state = Path.of(first.properties().get("state"));
    Files.writeString(state, "{\"pending\": null}");
    TrialFleet.Conditions second = conditions(Map.of("target", "patroni", "approve", "commit"));
    assertThat(second.environment().get("DATABASE_URL"))
        .isEqualTo(first.environment().get("DATABASE_URL"));
    assertThat(second.properties()).containsEntry("approve", "commit").doesNotContainKey("confirm");
    assertThat(said.toString()).containsOnlyOnce("Making etcd and three");

    long patroni = Long.parseLong(Files.readString(trial.folder().resolve("node3.pid")).strip());
    ProcessHandle process = ProcessHandle.of(patroni).orElseThrow();
    process.destroy();
    process.onExit().join();
    conditions(Map.of("target", "patroni"));
    assertThat(said.toString())
        .contains("is removed, and made anew", "The state so far is kept in");
    assertThat(state).doesNotExist();
  }

  private TrialFleet.Conditions conditions(Map<String, String> properties) {
    try {
      return trial.conditions(Path.of("gates"), properties, System.getenv(), false);
    } catch (TargetException e) {
      if (String.valueOf(e.getMessage()).contains("ended with 3")) {
        throw new TestAbortedException(e.getMessage());
      }
      throw e;
    }
  }
}
