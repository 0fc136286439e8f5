package dev.redline.phase.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways back are tried out, and one that leaves something is found. */
@ExtendWith(StageTrials.class)
class RollbackGatesTest {

  private static final String BY_HAND =
      "The one line for a person takes the settings back, and the server runs as before";
  private static final String BY_HARNESS =
      "Applied once more, the settings are taken back by the harness, and nothing is left";
  private static final String POLICY_OFF =
      "Switched off, the policy leaves searches the server's defaults, and nothing behind";
  private static final String POLICY_ON =
      "The query-time policy is in force in the transaction of a search";
  private static final String ADOPTION =
      "A sample application is moved to the resolver and back, byte for byte";
  private static final String EXTENSION =
      "The one line for a person removes an extension, and nothing is left";

  private static final String SEARCHES_SET_IT_ASIDE =
      """
      ALTER TABLE probe_vectors RENAME TO probe_vectors_of_old;
      CREATE VIEW probe_vectors AS SELECT * FROM probe_vectors_of_old
      WHERE set_config('hnsw.ef_search', '7', true) IS NOT NULL
      """;

  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy;
    original = trial.configuration();
  }

  @Test
  @Tag("long")
  void everyWayBackLeavesNothing() throws Exception {
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(BY_HAND, BY_HARNESS, EXTENSION, POLICY_OFF);
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW shared_buffers")).containsExactly("128MB");
    assertThat(trial.query("SELECT datname FROM pg_database WHERE datname LIKE 'redline_roll%'"))
        .isEmpty();
  }

  @Tag("long")
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
  void aDatabaseOfSomebodyElseUnderTheTrialsNameIsRefusedAndStays() throws Exception {
    trial.execute("CREATE DATABASE redline_rollback_trial");
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed())
        .containsOnlyKeys("What is created besides settings is named, and takes nobody's place");
    assertThat(outcomes.message()).contains("redline_rollback_trial", "Nothing had been changed");
    assertThat(trial.query("SELECT count(*) FROM pg_database WHERE datname LIKE '%_trial'"))
        .containsExactly("1");
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
  @Tag("long")
  void whatSomebodyElseSetsMeanwhileIsFound() throws Exception {
    trial.before(BY_HARNESS, () -> change("ALTER SYSTEM SET random_page_cost = 1.5"));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(BY_HARNESS);
    assertThat(outcomes.message()).contains("random_page_cost: 4 -> 1.5");
  }

  @Test
  @Tag("long")
  void aSearchThatSetsThePolicyAsideIsFound() throws Exception {
    trial.before(POLICY_ON, () -> change(SEARCHES_SET_IT_ASIDE));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(POLICY_ON);
    assertThat(outcomes.message())
        .contains("settings in the transaction of a search", "hnsw.ef_search=7", "=100");
  }

  @Test
  @Tag("long")
  void anApplicationThatCannotBeMovedToTheResolverIsFound() throws Exception {
    Files.writeString(
        trial.ownFixtures().resolve("resolver/app/main.go"),
        "url := os.Getenv(\"DATABASE_URL\")\n");
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(ADOPTION);
    assertThat(outcomes.message())
        .contains("reads that bypass the resolver", "main.go:1 os.Getenv(");
  }

  @Test
  @Tag("long")
  void aPolicyThatStaysWithADatabaseIsFound() throws Exception {
    trial.before(POLICY_OFF, () -> change("ALTER DATABASE redline SET hnsw.ef_search = 55"));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(POLICY_OFF);
    assertThat(outcomes.message())
        .contains("every role in database redline: hnsw.ef_search=55", "as before: none");
  }

  @Test
  @Tag("long")
  void whatIsLeftAfterwardsIsFound() throws Exception {
    trial.before(EXTENSION, () -> change("CREATE VIEW left_over AS SELECT 1 AS one"));
    GateOutcomes outcomes = trial.run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(EXTENSION);
    assertThat(outcomes.message())
        .contains("extensions, roles, schemas and relations that are not as before")
        .contains("view public.left_over: nothing ->");
  }

  private void change(String sql) throws Exception {
    try (var connection = trial.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
