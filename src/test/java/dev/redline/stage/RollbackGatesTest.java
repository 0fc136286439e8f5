package dev.redline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways back are tried out, and one that leaves something is found. */
class RollbackGatesTest {

  private static final String BY_HAND =
      "The one line for a person puts postgresql.conf back, and the server runs as before";
  private static final String BY_HARNESS =
      "Applied once more, the settings are taken back by the harness, and nothing is left";
  private static final String POLICY_OFF =
      "Switched off, the policy leaves searches the server's defaults, and nothing behind";
  private static final String EXTENSION =
      "The one line for a person removes an extension, and nothing is left";

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
  void everyWayBackLeavesNothing() throws Exception {
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(BY_HAND, BY_HARNESS, EXTENSION, POLICY_OFF);
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW shared_buffers")).containsExactly("128MB");
    assertThat(trial.query("SELECT datname FROM pg_database WHERE datname LIKE 'redline_roll%'"))
        .isEmpty();
  }

  @Test
  void everyWayBackLeavesNothingOnAServerOfYours() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      trial.property("approve", "all").property("confirm", "all");
      GateOutcomes outcomes = trial.run("Rollback");
      assertThat(outcomes.failed()).isEmpty();
      assertThat(trial.value("SHOW shared_buffers")).isEqualTo("128MB");
    }
    assertThat(trial.configuration()).isEqualTo(original);
  }

  @Test
  void aBackupThatIsNotTheOriginalIsFound() throws Exception {
    trial.before(
        BY_HAND,
        () ->
            Files.writeString(
                Path.of(trial.configurationFile() + ".bak"),
                Files.readString(trial.configurationFile()).replace("192MB", "160MB")));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(BY_HAND);
    assertThat(outcomes.message())
        .contains("FAIL: SHA-256 of", "shared_buffers: 128MB -> 160MB", "THE ROLLBACK FAILED");
  }

  @Test
  void whatSomebodyElseSetsMeanwhileIsFound() throws Exception {
    trial.before(BY_HARNESS, () -> change("ALTER SYSTEM SET random_page_cost = 1.5"));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(BY_HARNESS);
    assertThat(outcomes.message()).contains("random_page_cost: 4 -> 1.5");
  }

  @Test
  void aPolicyThatStaysWithADatabaseIsFound() throws Exception {
    trial.before(POLICY_OFF, () -> change("ALTER DATABASE redline SET hnsw.ef_search = 55"));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(POLICY_OFF);
    assertThat(outcomes.message())
        .contains("every role in database redline: hnsw.ef_search=55", "as before: none");
  }

  @Test
  void whatIsLeftAfterwardsIsFound() throws Exception {
    trial.before(EXTENSION, () -> change("CREATE VIEW left_over AS SELECT 1 AS one"));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(EXTENSION);
    assertThat(outcomes.message())
        .contains("extensions, roles, schemas and relations that are not as before")
        .contains("view public.left_over: null ->");
  }

  private void change(String sql) throws Exception {
    try (var connection = trial.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
