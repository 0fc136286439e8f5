package dev.redline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The phase observability on a server: each gate passes, and each can fail. */
class ObservabilityTest {

  private static final String CREATED = "pg_stat_statements and the three views are there";
  private static final String NAMED =
      "What is created besides settings is named, and takes nobody's place";
  private static final String VISIBLE = "What an application runs is seen, call by call";
  private static final String COVERAGE =
      "Nearly all of the activity that the server counts is seen";
  private static final String VIEWS = "Each view shows what goes on";
  private static final String LOGGING = "A slow statement leaves a line in the server's log";
  private static final String OVERHEAD = "Seeing it costs no more than the plan allows";

  private static final String LEFT =
      "SELECT extname FROM pg_extension WHERE extname = 'pg_stat_statements'"
          + " UNION ALL SELECT relname FROM pg_class WHERE relname LIKE 'vx\\_%' ORDER BY 1";

  private static Path quick;
  private static PreparedServer prepared;
  private StageTrial trial;
  private byte[] original;

  @BeforeAll
  static void prepare() throws Exception {
    quick = QuickPlan.copyOf(Path.of("gates"));
    prepared = PreparedServer.make(quick);
  }

  @AfterAll
  static void remove() throws Exception {
    prepared.remove();
    PreparedServer.run("rm", "-rf", quick.toString());
  }

  @BeforeEach
  void takeCopy() throws Exception {
    trial = StageTrial.on(prepared, quick);
    original = trial.configuration();
  }

  @AfterEach
  void close() throws Exception {
    trial.close();
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
}
