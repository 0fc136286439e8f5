package dev.redline.phase.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a server of somebody's a person decides about the build, and about the swap. */
@Tag("long")
@ExtendWith(StageTrials.class)
class YourIndexTest {

  private static final String INDEXES =
      "SELECT string_agg(pg_get_indexdef(indexrelid), '; ' ORDER BY 1) FROM pg_index"
          + " WHERE indrelid = 'probe_vectors'::regclass AND NOT indisprimary AND indisvalid";

  private StageTrial trial;

  @BeforeEach
  void take(StageTrial copy) throws Exception {
    trial = copy;
    trial.edit("indexes.yaml", "written_rows: 500", "written_rows: 50");
    trial.edit("indexes.yaml", "write_cost: {at_most: 3}", "write_cost: {at_most: 50}");
  }

  @Test
  void approvedItIsBuiltAndComparedAndApprovedAgainItIsSwapped() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      String before = trial.value(INDEXES);
      GateOutcomes asked = trial.runOnly("Index");
      assertThat(asked.message()).startsWith("PAUSED: decision about build");
      assertThat(trial.value(INDEXES)).as(server.url()).isEqualTo(before);

      trial.property("approve", asked.approvals());
      GateOutcomes built = trial.runOnly("Index");
      assertThat(built.message()).startsWith("PAUSED: decision about commit");
      assertThat(List.of(trial.value(INDEXES).split("; "))).hasSize(2).contains(before);

      trial.property("approve", built.approvals());
      assertThat(trial.runOnly("Index").failed()).isEmpty();
      assertThat(trial.value(INDEXES))
          .contains("probe_vectors_embedding_hnsw", "(embedding vector_cosine_ops)", "m='24'")
          .doesNotContain(";");
    }
  }

  @Test
  void declinedItGoesAndTheOldOneIsAsItWas() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      String before = trial.value(INDEXES);
      trial.property("approve", trial.runOnly("Index").approvals());
      assertThat(trial.runOnly("Index").message()).startsWith("PAUSED: decision about commit");

      trial.withoutProperty("approve").property("decline", "commit");
      assertThat(trial.runOnly("Index").message()).contains("declined", "proven to be as before");
      assertThat(trial.value(INDEXES)).as(server.url()).isEqualTo(before);
    }
  }
}
