package dev.redline.phase.benefit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gates of the phase benefit, on copies of a real server. */
@Tag("long")
@ExtendWith(StageTrials.class)
class BenefitGatesTest {

  private static final String OF_A_SELECT =
      """
      searches:
        - name: select
          sql: SELECT id FROM probe_vectors ORDER BY embedding <=> :query LIMIT :k
          id: id
          queries: {file: queries.jsonl}
      """
          + MadeTrial.WITHOUT_LIMITS;

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void shortBlocks(StageTrial copy) throws Exception {
    trial =
        copy.edit("target.yaml", "rehearse: none", "rehearse: twin")
            .edit("benefit.yaml", "block: 2s ", "block: 200ms ")
            .edit("benefit.yaml", "clients_at_most: 32", "clients_at_most: 2");
    original = trial.configuration();
  }

  @AfterEach
  void theServerIsUntouchedAndNoCopyIsLeft() throws Exception {
    assertThat(trial.configuration()).isEqualTo(original);
    Path twins = trial.configurationFile().getParent().resolveSibling("twins");
    assertThat(Files.exists(twins.resolve("old"))).isFalse();
    assertThat(Files.exists(twins.resolve("new"))).isFalse();
  }

  @Test
  void whatAStageBuysIsInOneTableEachSettingByItselfToo() throws Exception {
    trial.property("attribute", "");
    GateOutcomes outcomes = trial.run("Benefit");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(Files.readString(trial.metrics().resolve("benefit/stageA.json")))
        .contains(
            "searches a second, 1 client",
            "p95, ms, 2 clients",
            "first search after a start, ms",
            "build of ",
            "WAL of 2000 updated rows, MB",
            "WAL between checkpoints, MB",
            "rows whose search fits into shared_buffers",
            "wal_compression alone");
  }

  @Test
  void valuesThatLowerTheSearchesASecondFail() throws Exception {
    trial.edit("stages/a.yaml", "value: off", "value: on\n  jit_above_cost:\n    value: 0");
    GateOutcomes outcomes = trial.run("Benefit");

    assertThat(outcomes.failed())
        .containsOnlyKeys("New values do not lower the searches a second at the knee");
    assertThat(outcomes.message()).contains("not shown to be less than 0.95");
  }

  @Test
  void valuesWithWhichACopyDoesNotStartFail() throws Exception {
    trial
        .edit("stages/a.yaml", "shared_buffers:\n    value: 8GB", "shared_buffers:\n    value: 7TB")
        .property("scale", "none")
        .property("try", "beyond-memory");
    GateOutcomes outcomes = trial.run("Benefit");

    assertThat(outcomes.failed()).containsOnlyKeys("Copies with the old and the new values run");
  }

  @Test
  void aSelectOverOneTableIsMeasuredAsASearchOfTheTableIs() throws Exception {
    String query = trial.query("SELECT embedding::text FROM probe_vectors LIMIT 1").get(0);
    Files.writeString(
        trial.gates().resolve("queries.jsonl"), "{\"vector\": %s}\n".formatted(query).repeat(40));
    Files.writeString(trial.gates().resolve("workload.yaml"), OF_A_SELECT);
    GateOutcomes outcomes = trial.run("Benefit");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(Files.readString(trial.metrics().resolve("benefit/stageA.json")))
        .contains("searches a second, 1 client", "updated rows");
  }

  @Test
  void withoutCopiesThereIsNoTelling() throws Exception {
    trial.edit("target.yaml", "rehearse: twin", "rehearse: none");
    GateOutcomes outcomes = trial.run("Benefit");

    assertThat(outcomes.message()).contains("INCONCLUSIVE: copies with", "rehearse: twin");
  }
}
