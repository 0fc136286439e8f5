package dev.redline.phase.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another index takes the place of the old one, or nothing is left of it. */
@ExtendWith(StageTrials.class)
class IndexGatesTest {

  private static final String INDEXES =
      "SELECT pg_get_indexdef(indexrelid) || indisvalid FROM pg_index"
          + " WHERE indrelid = 'probe_vectors'::regclass AND NOT indisprimary ORDER BY 1";

  private StageTrial trial;
  private List<String> before;

  @BeforeEach
  void take(StageTrial copy) throws Exception {
    trial = copy;
    trial.edit("indexes.yaml", "written_rows: 500", "written_rows: 50");
    trial.edit("indexes.yaml", "write_cost: {at_most: 3}", "write_cost: {at_most: 50}");
    before = trial.query(INDEXES);
  }

  @Test
  void aWorseIndexFailsWithItsFiguresAndNothingOfItIsLeft() throws Exception {
    trial.edit("indexes.yaml", "{m: 24, ef_construction: 100}", "{m: 2, ef_construction: 4}");

    GateOutcomes outcomes = trial.runOnly("Index");

    assertThat(outcomes.failed())
        .containsOnlyKeys("The new index keeps recall, rows and plans", GateOutcomes.JUDGED);
    assertThat(outcomes.message())
        .contains("FAIL: mean recall through the new index at K=8: observed 0.")
        .contains("required at least 0.9500", "Rolled back in");
    assertThat(trial.query(INDEXES)).isEqualTo(before);
  }
}
