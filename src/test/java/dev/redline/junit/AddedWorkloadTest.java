package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server is measured with can be added, and is chosen by its name. */
@ExtendWith(StageTrials.class)
class AddedWorkloadTest {

  @Test
  void aWorkloadOfSomebodysIsChosenByItsName(StageTrial trial) {
    trial.property("workload", "pinned");
    try (OpenedRun run = OpenedRun.open(trial.conditions())) {
      assertThat(run.context().workload().orElseThrow().embedder().embedder().embed("any"))
          .isSameAs(PinnedWorkload.MEANING);
    }
  }

  @Test
  void aNameThatNobodyOffersIsRefusedWithThoseThatAreThere(StageTrial trial) {
    trial.property("workload", "pined");
    assertThatThrownBy(() -> OpenedRun.open(trial.conditions()))
        .hasMessageContaining("-Dworkload=pined: no workload of that name")
        .hasMessageContaining("there is pinned.");
  }
}
