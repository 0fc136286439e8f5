package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.AddedGates;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A phase that lists its changes has the whole life cycle by that. */
@ExtendWith(StageTrials.class)
class ListedChangesTest {

  private static final String SCHEMAS =
      "SELECT count(*) FROM pg_namespace WHERE nspname ILIKE 'listed%'";

  @TempDir private Path folder;
  private StageTrial trial;

  @BeforeEach
  void plan(StageTrial copy) throws Exception {
    trial = copy;
    trial.edit(
        "plan.yaml", "  - tag: rollback\n", "  - tag: listed\n    needs: []\n  - tag: rollback\n");
  }

  @Test
  void onAThrowawayServerItsChangesStay() throws Exception {
    assertThat(gates("AsListed", "Stays").run(trial, "listed").failed()).isEmpty();
    assertThat(trial.query(SCHEMAS)).containsExactly("2");
    assertThat(trial.evidence("listed_dry_run").get(0))
        .content()
        .contains("schema listed", "schema \\\"Listed too\\\"");
  }

  @Test
  void whatItChangesBesidesIsFoundAndAllIsTakenBack() throws Exception {
    GateOutcomes outcomes = gates("WithMore", "Besides").run(trial, "listed");
    assertThat(outcomes.failed()).containsOnlyKeys("Nothing but what was planned has changed");
    assertThat(outcomes.message())
        .contains("unlisted: nothing -> ", "proven to be as before")
        .doesNotContain("schema listed: nothing");
    assertThat(trial.query(SCHEMAS)).containsExactly("0");
  }

  @Test
  void onAServerOfYoursAPersonDecidesBeforeItAndBeforeItStays() throws Exception {
    AddedGates gates = gates("AsListed", "Decided");
    try (YourServer server = YourServer.start(trial)) {
      GateOutcomes asked = gates.run(trial, "listed");
      assertThat(asked.message())
          .as(server.url())
          .startsWith(
              "PAUSED: decision about object: schema listed; schema \"Listed too\": observed none");
      assertThat(trial.value(SCHEMAS)).isEqualTo("0");

      trial.property("approve", asked.approvals());
      assertThat(gates.run(trial, "listed").message()).startsWith("PAUSED: decision about commit");
      assertThat(trial.value(SCHEMAS)).isEqualTo("2");

      trial.withoutProperty("approve").property("decline", "commit");
      assertThat(gates.run(trial, "listed").message())
          .contains("declined", "proven to be as before");
      assertThat(trial.value(SCHEMAS)).isEqualTo("0");
    }
  }

  private AddedGates gates(String phase, String test) throws Exception {
    String name = "Listed%sGates".formatted(test);
    return AddedGates.of(
        name,
        """
        package dev.redline.gates;

        import dev.redline.change.ListedSchemas;
        import dev.redline.junit.PhaseGates;
        import org.junit.jupiter.api.Tag;

        @PhaseGates(value = "listed", order = 31)
        @Tag("listed")
        class %s extends ChangeGates<ListedSchemas.%s> {}
        """
            .formatted(name, phase),
        folder);
  }
}
