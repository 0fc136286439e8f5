package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The phase observability on a server: each gate passes, and each can fail. */
@Tag("long")
@ExtendWith(StageTrials.class)
class ObservabilityTest {

  private static final String CREATED = "The change is written where it belongs";
  private static final String NAMED =
      "What is created besides settings is named, and takes nobody's place";
  private static final String VISIBLE = "What an application runs is seen, call by call";
  private static final String COVERAGE =
      "Nearly all of the activity that the server counts is seen";
  private static final String VIEWS = "Each view shows what goes on";
  private static final String LOGGING = "A slow statement leaves a line in the server's log";
  private static final String OVERHEAD = "Seeing it costs no more than the plan allows";

  private static final String APPROVAL =
      "A person has approved what happens to a server that is not throwaway";
  private static final String COMMIT = "The change is committed";

  private static final String LEFT =
      "SELECT extname FROM pg_extension WHERE extname = 'pg_stat_statements'"
          + " UNION ALL SELECT relname FROM pg_class WHERE relname LIKE 'vx\\_%' ORDER BY 1";

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
  }

  @Test
  void thePhasePassesAndLeavesAllThatItPromises() throws Exception {
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(NAMED, CREATED, COVERAGE, VIEWS, LOGGING, OVERHEAD);
    assertThat(trial.query("SHOW shared_preload_libraries")).containsExactly("pg_stat_statements");
    assertThat(trial.query(LEFT))
        .containsExactly("pg_stat_statements", "vx_app_backends", "vx_hot_vectors", "vx_waits");
  }

  @Test
  void aSecondRunFindsAllOfItThereAndStageAKeepsIt() throws Exception {
    assertThat(trial.run("Observability").failed()).isEmpty();
    assertThat(Files.readString(trial.stateFile())).doesNotContain("DROP EXTENSION");
    byte[] configuration = trial.configuration();
    assertThat(trial.run("Observability").failed()).isEmpty();
    assertThat(trial.configuration()).isEqualTo(configuration);
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.query("SHOW shared_preload_libraries")).containsExactly("pg_stat_statements");
    assertThat(trial.query("SELECT count(*) > 0 FROM vx_hot_vectors")).containsExactly("t");
  }

  @Test
  void theLineOfTheRecordTakesViewsExtensionAndSettingsBack() throws Exception {
    assertThat(trial.run("Observability").failed()).isEmpty();
    trial.goBackByHand();
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query(LEFT)).isEmpty();
    assertThat(trial.query("SHOW shared_preload_libraries")).containsExactly("");
  }

  @Test
  void aLibraryThatIsPreloadedAlreadyStays() throws Exception {
    Files.writeString(
        trial.configurationFile(),
        "\nshared_preload_libraries = 'auto_explain'\n",
        StandardOpenOption.APPEND);
    assertThat(trial.run("Observability").failed()).isEmpty();
    assertThat(trial.query("SHOW shared_preload_libraries"))
        .containsExactly("auto_explain, pg_stat_statements");
  }

  @Test
  void onAServerOfYoursItPausesForRestartCreationIndexesAndCommit() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      GateOutcomes outcomes = trial.run("Observability");
      assertThat(outcomes.failed()).containsOnlyKeys(APPROVAL);
      assertThat(outcomes.message())
          .contains(
              "decision about restart",
              "decision about shared_preload_libraries",
              "decision about create: extension pg_stat_statements",
              "decision about indexes: indexes that the evidence calls for");
      assertThat(trial.configuration()).isEqualTo(original);

      trial.property("approve", "restart,shared_preload_libraries,create,indexes");
      outcomes = trial.run("Observability");
      assertThat(outcomes.failed()).containsOnlyKeys(COMMIT);
      assertThat(outcomes.passed()).contains(CREATED, OVERHEAD);

      trial.withoutProperty("approve").property("decline", "commit");
      outcomes = trial.run("Observability");
      assertThat(outcomes.message()).contains("declined", "Rolled back");
      assertThat(trial.configuration()).isEqualTo(original);
      assertThat(trial.value("SELECT count(*) FROM (" + LEFT.replace(" ORDER BY 1", "") + ") l"))
          .isEqualTo("0");
    }
  }

  @Test
  void aRelationOfSomebodyElseUnderAViewsNameIsRefusedAndNothingIsTouched() throws Exception {
    trial.execute("CREATE TABLE vx_waits (id int)");
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(NAMED);
    assertThat(outcomes.message()).contains("vx_waits", "Nothing had been changed");
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void aViewThatCannotBeMadeTakesTheExtensionBackWithIt() throws Exception {
    trial.before(CREATED, () -> onServer("CREATE TYPE vx_waits AS ENUM ('taken')"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(CREATED);
    assertThat(trial.query("SELECT extname FROM pg_extension WHERE extname ~ 'stat'")).isEmpty();
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void anApplicationWhoseStatementsAreNotCountedIsNotSeenWhichHidesNoOtherJudgement()
      throws Exception {
    trial.before(
        VISIBLE, () -> onServer("ALTER DATABASE redline SET pg_stat_statements.track = none"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsKeys(VISIBLE, COVERAGE, OVERHEAD, GateOutcomes.JUDGED);
    assertThat(outcomes.failed().get(VISIBLE).getMessage())
        .contains("observed 0, required 7", "pg_stat_statements.track");
    assertThat(outcomes.passed()).as("judged all the same").contains(LOGGING);
    assertThat(outcomes.skipped()).containsKey(VIEWS);
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void searchesThatAreNotCountedAreMissedByTheCoverage() throws Exception {
    trial.before(
        COVERAGE, () -> onServer("ALTER DATABASE redline SET pg_stat_statements.track = none"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsKeys(COVERAGE, OVERHEAD, GateOutcomes.JUDGED);
    assertThat(outcomes.failed().get(COVERAGE).getMessage())
        .contains("observed 0.0 % (0 of 200)", "required at least 90.0 %");
  }

  @Test
  void theWayBackIsOnDiskBeforeAnythingIsTriedOut() throws Exception {
    trial.before(
        VIEWS,
        () ->
            assertThat(Files.readString(trial.stateFile()))
                .contains(
                    "DROP VIEW IF EXISTS vx_waits", "DROP EXTENSION IF EXISTS pg_stat_statements"));
    assertThat(trial.run("Observability").failed()).isEmpty();
  }

  @Test
  void aViewThatShowsNothingIsFound() throws Exception {
    trial.before(VIEWS, () -> onServer("SELECT pg_stat_statements_reset()"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(VIEWS);
    assertThat(outcomes.message()).contains("observed vx_hot_vectors");
    assertRolledBack();
  }

  @Test
  void aSlowStatementThatTheLogDoesNotHaveIsFound() throws Exception {
    trial.before(
        LOGGING, () -> onServer("ALTER DATABASE redline SET log_min_duration_statement = -1"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(LOGGING, GateOutcomes.JUDGED);
    assertThat(outcomes.message()).contains("none (log_min_duration_statement -1 ms)");
  }

  @Test
  void searchesThatAreNotCountedHaveNoOverheadThatCouldBeJudged() throws Exception {
    trial.before(
        OVERHEAD, () -> onServer("ALTER DATABASE redline SET pg_stat_statements.track = none"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(OVERHEAD, GateOutcomes.JUDGED);
    assertThat(outcomes.message())
        .contains("INCONCLUSIVE", "pg_stat_statements counted 0 searches of ");
  }

  /** By a session of the test's own, while the gates run. */
  private void onServer(String sql) throws Exception {
    try (Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertRolledBack() throws Exception {
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query(LEFT)).isEmpty();
    assertThat(trial.query("SHOW shared_preload_libraries")).containsExactly("");
  }
}
