package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.Target;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gates that look at a server as it is: that they pass, and each way in which one fails. */
@ExtendWith(StageTrials.class)
class AsItIsGatesTest {

  private static final String SEARCHES =
      "Vector searches on the server as it is meet p95, recall and rows at every K, on the index";
  private static final String EVALUATION =
      "Every case is judged on the server as it is, within the time of a whole evaluation";
  private static final String BASELINE =
      "Answers on the server as it is are not worse than the accepted baseline, if there is one";

  private StageTrial trial;

  @BeforeEach
  void takeCopy(StageTrial copy) {
    trial = copy;
  }

  @Tag("long")
  @Test
  void aServerOfYoursIsMeasuredAndNothingOnItChanges() throws Exception {
    try (Target server = trial.open()) {
      trial.environment("DATABASE_URL", trial.url("redline"));
      String before = trial.value("SELECT pg_postmaster_start_time()");
      byte[] configuration = trial.configuration();
      assertThat(trial.run("Latency").passed()).contains(SEARCHES);
      GateOutcomes redLines = trial.run("RedLine");
      assertThat(redLines.failed()).isEmpty();
      assertThat(redLines.passed()).contains(EVALUATION, BASELINE);
      assertThat(trial.value("SELECT pg_postmaster_start_time()")).isEqualTo(before);
      assertThat(trial.configuration()).isEqualTo(configuration);
    }
  }

  @Test
  void aServerWithoutTheTablesCannotBeJudged() throws Exception {
    trial.execute("ALTER TABLE probe_vectors RENAME TO hidden");
    try (Target server = trial.open()) {
      trial.environment("DATABASE_URL", trial.url("redline"));
      GateOutcomes outcomes = trial.run("Latency");
      assertThat(outcomes.failed()).containsOnlyKeys(SEARCHES);
      assertThat(outcomes.message()).contains("INCONCLUSIVE: searches", "-Daccept=workload");
      assertThat(trial.run("RedLine").message()).contains("INCONCLUSIVE: answers");
    }
  }

  @Test
  void nothingIsMeasuredBesideAHeavyJobAndTheVerdictNamesWhoHasIt() throws Exception {
    trial.edit("isolation.yaml", "evaluation_patience: 30s", "evaluation_patience: 100ms");
    try (Target server = trial.open();
        Connection heavy = trial.connect();
        Statement statement = heavy.createStatement()) {
      trial.environment("DATABASE_URL", trial.url("redline"));
      statement.execute("SET application_name = 'compaction'");
      statement.execute("SELECT pg_advisory_lock_shared(%d, 0)".formatted(0x6c747374));
      for (String phase : List.of("Latency", "RedLine")) {
        assertThat(trial.run(phase).message())
            .contains(
                "INCONCLUSIVE: turn to measure",
                "waited 100 ms for [(name not shown) as redline (process ");
      }
    }
  }

  @Test
  void aLatencyTargetThatNobodyMeetsFails() throws Exception {
    trial.edit("latency.yaml", "p95: {at_most: 200ms, ", "p95: {at_most: 0.01ms, ");
    GateOutcomes outcomes = trial.run("Latency");
    assertThat(outcomes.failed()).containsOnlyKeys(SEARCHES);
    assertThat(outcomes.message())
        .contains("FAIL: p95 of vector search at K=16", "required at most 0.01 ms");
  }

  @Test
  void searchesThatReadTheWholeTableFail() throws Exception {
    trial.execute("DROP INDEX probe_vectors_embedding_hnsw");
    GateOutcomes outcomes = trial.run("Latency");
    assertThat(outcomes.failed()).containsOnlyKeys(SEARCHES);
    assertThat(outcomes.message()).contains("read whole [probe_vectors]");
  }

  @Test
  @Tag("long")
  void withThePolicyOffTheServersDefaultsAreMeasured() throws Exception {
    trial.edit("latency.yaml", "recall: {at_least: 0.95}", "recall: {at_least: 0.1}");
    assertThat(trial.property("policy", "off").run("Latency").failed()).isEmpty();
    assertThat(trial.property("policy", "on").run("Latency").message())
        .contains("-Dpolicy takes off alone");
  }

  @Test
  void anEvaluationThatTakesTooLongFails() throws Exception {
    trial.edit("red-lines.yaml", "at_most: 5min", "at_most: 1ms");
    GateOutcomes outcomes = trial.run("RedLine");
    assertThat(outcomes.failed()).containsOnlyKeys(EVALUATION);
  }

  @Test
  void precisionBelowItsRedLineFailsAndNoBaselineIsAccepted() throws Exception {
    trial.property("accept", "baseline");
    assertRedLineFails("precision: {at_least: 0.35}", "precision: {at_least: 1}", "precision");
    assertThat(trial.evidence("baselines")).isEmpty();
  }

  @Test
  @Tag("long")
  void recallBelowItsRedLineFails() throws Exception {
    assertRedLineFails("recall: {at_least: 0.4}", "recall: {at_least: 1}", "recall");
  }

  @Test
  @Tag("long")
  void f1BelowItsRedLineFails() throws Exception {
    assertRedLineFails("f1: {at_least: 0.35}", "f1: {at_least: 1}", "F1");
  }

  @Test
  @Tag("long")
  void answersThatAreWorseThanTheBaselineWaitForAPerson() throws Exception {
    assertThat(trial.property("accept", "baseline").run("RedLine").failed()).isEmpty();
    trial.withoutProperty("accept").edit("red-lines.yaml", "k: 8", "k: 1");
    trial.edit(
        "baseline.yaml", "worst_question: {at_least: -0.5}", "worst_question: {at_least: 0}");
    GateOutcomes outcomes = trial.run("RedLine");
    assertThat(outcomes.failed()).containsOnlyKeys(BASELINE);
    assertThat(outcomes.message()).contains("the baseline accepted");
  }

  private void assertRedLineFails(String from, String to, String name) throws Exception {
    trial.edit("red-lines.yaml", from, to);
    GateOutcomes outcomes = trial.run("RedLine");
    assertThat(outcomes.failed()).hasSize(1);
    assertThat(outcomes.message()).contains("FAIL: " + name + ": observed 0.");
  }
}
