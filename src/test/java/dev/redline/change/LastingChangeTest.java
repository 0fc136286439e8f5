package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.AddedGates;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be taken back is done to no server, throwaway or not, without a person's word. */
@ExtendWith(StageTrials.class)
class LastingChangeTest {

  private static final String DRAWN = "SELECT is_called FROM spent";

  @TempDir private Path folder;

  @Test
  void itIsRefusedWhereNoDecisionNamesIt(StageTrial trial) throws Exception {
    GateOutcomes refused = gates("NotAsked", trial).run(trial, "spent");

    assertThat(refused.message())
        .startsWith("FAIL: change that cannot be taken back: a number of the sequence spent")
        .contains("observed no decision names it, required a decision spent_number of its own")
        .contains("have the phase ask for the decision spent_number");
    assertThat(trial.query(DRAWN)).containsExactly("f");
  }

  @Test
  void itWaitsForThatDecisionOnAThrowawayServerToo(StageTrial trial) throws Exception {
    AddedGates gates = gates("Asked", trial);
    GateOutcomes waiting = gates.run(trial, "spent");
    assertThat(waiting.message())
        .startsWith("PAUSED: decision about spent_number: a number of the sequence spent");
    assertThat(trial.query(DRAWN)).containsExactly("f");

    trial.property("approve", waiting.approvals());
    assertThat(gates.run(trial, "spent").failed()).isEmpty();
    assertThat(trial.query(DRAWN)).containsExactly("t");
  }

  private AddedGates gates(String phase, StageTrial trial) throws Exception {
    trial.execute("CREATE SEQUENCE spent");
    trial.edit(
        "plan.yaml", "  - tag: rollback\n", "  - tag: spent\n    needs: []\n  - tag: rollback\n");
    String name = phase + "Gates";
    return AddedGates.of(
        name,
        """
        package dev.redline.gates;

        import dev.redline.change.SpentNumber;
        import dev.redline.junit.PhaseGates;
        import org.junit.jupiter.api.Tag;

        @PhaseGates(value = "spent", order = 31)
        @Tag("spent")
        class %s extends ChangeGates<SpentNumber.%s> {}
        """
            .formatted(name, phase),
        folder);
  }
}
