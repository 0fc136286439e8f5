package dev.redline.phase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.role.RolePasswords;
import dev.redline.record.GatePaused;
import dev.redline.target.Target;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gates of isolation on a real server: passing, each way of failing, and what is left. */
@Tag("long")
@ExtendWith(StageTrials.class)
class IsolationGatesTest {

  private static final String ROLES =
      "SELECT rolname FROM pg_roles WHERE rolname ~ '_app' ORDER BY 1";
  private static final String SCHEMAS =
      "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'ltst%'";
  private static final String OWNERS = "Nobody else owns what is to be changed";
  private static final String APPROVAL =
      "A person has approved what happens to a server that is not throwaway";
  private static final String ROLES_GATE = "The change is written where it belongs";
  private static final String LIMITS = "Everything planned is in force, from where it was written";
  private static final String CREDENTIALS =
      "Each role has a password of its own, stored as a SCRAM verifier";
  private static final String TOLD_APART =
      "pg_stat_activity tells evaluation from LTST by application_name";
  private static final String CONVERSATIONS = "LTST remembers conversations under its own role";
  private static final String SLOWDOWN =
      "Searches beside guarded load are not slowed down beyond the limit";
  private static final String CONTENTION =
      "Memory, cache hits and who waits for whom are on record, and within their limits";
  private static final String CLEAN = "The load has left nothing behind";
  private static final String DATA = "Every row and every vector index is still there";
  private static final String COMMIT = "The change is committed";

  private static final String MEASURE =
      "Searches and answers are measured alone, beside guarded and beside unguarded load";

  private static final String SEARCHES_WAIT_FOR_WRITES =
      """
      CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        LOCK TABLE public.probe_vectors IN ACCESS EXCLUSIVE MODE;
        PERFORM pg_sleep(0.02);
        RETURN NULL;
      END $$;
      CREATE TRIGGER held AFTER INSERT ON ltst.messages
      FOR EACH STATEMENT EXECUTE FUNCTION held();
      """;

  private static final String HOLDS_FOR_A_WHILE =
      "SET idle_in_transaction_session_timeout = '14s'; BEGIN; LOCK TABLE ltst.messages IN SHARE MODE";

  private StageTrial trial;

  @BeforeEach
  void start(StageTrial copy) {
    trial = copy;
  }

  @Test
  void bothWorkloadsGetTheirRolesAndASecondRunFindsNothingToDo() throws Exception {
    GateOutcomes first = trial.run("Isolation");
    assertThat(first.failed()).isEmpty();
    assertThat(first.passed()).contains(LIMITS, SLOWDOWN, COMMIT);
    assertThat(trial.query(ROLES)).containsExactly("eval_app", "ltst_app");
    assertThat(trial.query(SCHEMAS)).isEmpty();
    String kept = Files.readString(passwords().file());
    assertThat(trial.run("Isolation").failed()).isEmpty();
    assertThat(Files.readString(passwords().file())).isEqualTo(kept);
    assertThat(Files.readString(trial.evidence("isolation_dry_run").get(0)))
        .doesNotContain("CREATE ROLE", "ALTER ROLE");
    assertThat(trial.evidence("interference")).hasSize(1);
    noEvidenceHoldsAPassword();
  }

  @Test
  void theLineOfTheRecordTakesTheRolesBack() throws Exception {
    assertThat(trial.run("Isolation").failed()).isEmpty();
    trial.goBackByHand();
    assertThat(trial.query(ROLES)).isEmpty();
  }

  private void noEvidenceHoldsAPassword() throws Exception {
    List<String> secrets =
        Stream.of("eval_app", "ltst_app")
            .map(role -> passwords().find(role).orElseThrow().reveal())
            .toList();
    for (Path file : trial.evidence("")) {
      if (Files.isRegularFile(file)) {
        assertThat(Files.readString(file)).doesNotContain(secrets);
      }
    }
    assertThat(Files.readString(trial.stateFile())).doesNotContain(secrets);
  }

  @Test
  void aRoleThatSomebodyElseMadeStopsItBeforeAnythingIsTouched() throws Exception {
    trial.execute("CREATE ROLE eval_app LOGIN CREATEDB");
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(OWNERS);
    assertThat(outcomes.message())
        .contains("eval_app is CREATEDB", "its password is not known here");
    assertThat(trial.query(ROLES)).containsExactly("eval_app");
  }

  @Test
  void aSchemaThatIsSomebodyElsesStopsIt() throws Exception {
    trial.execute("CREATE SCHEMA ltst");
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(OWNERS);
    assertThat(outcomes.message()).contains("schema ltst is there and not the load's");
    assertThat(trial.query(SCHEMAS)).containsExactly("ltst");
  }

  @Test
  void aRoleThatSomebodyMakesMeanwhileStopsItAndIsLeftAlone() throws Exception {
    trial.before(ROLES_GATE, () -> execute("CREATE ROLE ltst_app NOLOGIN"));
    assertThat(trial.run("Isolation").failed()).containsOnlyKeys(ROLES_GATE);
    assertThat(trial.query(ROLES)).containsExactly("ltst_app");
  }

  @Test
  void aLimitThatIsNotInForceFailsAndTheRolesAreTakenBack() throws Exception {
    trial.before(
        LIMITS, () -> execute("ALTER ROLE ltst_app IN DATABASE redline SET work_mem = '1GB'"));
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(LIMITS);
    assertThat(outcomes.message())
        .contains(
            "work_mem in a session of ltst_app: observed 1GB from source database user,"
                + " required 64MB from source user");
    assertThat(trial.query(ROLES)).isEmpty();
  }

  @Test
  void aPasswordThatIsStoredInAnotherWayFails() throws Exception {
    trial.before(
        CREDENTIALS,
        () -> execute("SET password_encryption = 'md5'; ALTER ROLE eval_app PASSWORD 'p'"));
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(CREDENTIALS);
    assertThat(outcomes.message()).contains("observed md5, required a SCRAM-SHA-256 verifier");
    assertThat(trial.query(ROLES)).isEmpty();
  }

  @Test
  void aSessionUnderAWrongNameFails() throws Exception {
    trial.before(TOLD_APART, this::openAsTheOther);
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(TOLD_APART);
    assertThat(outcomes.message())
        .contains("observed [redline-control, redline-ltst], required only redline-ltst");
    assertThat(trial.query(ROLES)).isEmpty();
  }

  @Test
  void aLoadThatCannotRunIsTakenBackWithItsRoles() throws Exception {
    trial.before(
        CONVERSATIONS, () -> execute("REVOKE CONNECT ON DATABASE redline FROM PUBLIC, ltst_app"));
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(CONVERSATIONS);
    assertThat(trial.query(SCHEMAS)).isEmpty();
    assertThat(trial.query(ROLES)).isEmpty();
  }

  @Test
  void searchesThatAreSlowedDownBeyondTheLimitFailAndEverythingIsTakenBack() throws Exception {
    trial
        .edit("isolation.yaml", "p95: {at_most: 2.0", "p95: {at_most: 1")
        .edit("isolation.yaml", "ignored_below: 200ms", "ignored_below: 1ms")
        .edit("isolation.yaml", "blocks: 2", "blocks: 1")
        .edit("isolation.yaml", "attempts: 3", "attempts: 1")
        .before(MEASURE, () -> execute(SEARCHES_WAIT_FOR_WRITES));
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(SLOWDOWN, GateOutcomes.JUDGED);
    assertThat(outcomes.message()).contains("FAIL: p95 of searches at K=16 beside guarded load");
    assertThat(outcomes.passed())
        .as("judged all the same")
        .contains("Each workload has used its own cache and no other");
    assertThat(trial.query(SCHEMAS)).isEmpty();
    assertThat(trial.query(ROLES)).isEmpty();
  }

  @Test
  void aSessionThatHoldsTheLoadsTablesIsNamedAndEverythingIsTakenBackOnceItEnds() throws Exception {
    trial.before(CLEAN, () -> trial.connect().createStatement().execute(HOLDS_FOR_A_WHILE));
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(CLEAN);
    assertThat(outcomes.message())
        .contains("FAIL: sessions that keep schema ltst from being dropped: observed")
        .containsPattern("of redline, pid \\d+");
    assertThat(trial.query(SCHEMAS)).isEmpty();
    assertThat(trial.query(ROLES)).isEmpty();
  }

  @Test
  void rowsThatAreLostMeanwhileFail() throws Exception {
    trial.before(DATA, () -> execute("DELETE FROM document_chunks WHERE doc_id ~ '^s'"));
    assertThat(trial.run("Isolation").failed()).containsOnlyKeys(DATA);
  }

  @Test
  void aServerThatTakesTooMuchMemoryFailsDiscovery() throws Exception {
    trial.edit("isolation.yaml", "memory: {at_most: 0.9", "memory: {at_most: 0.0001");
    GateOutcomes outcomes = trial.run("Isolation");
    assertThat(outcomes.failed()).containsOnlyKeys(CONTENTION);
    assertThat(outcomes.message())
        .contains("share of the host's memory that PostgreSQL uses (proportional set sizes");
    assertThat(trial.query(SCHEMAS)).isEmpty();
  }

  @Test
  void onYourServerItPausesForRolesAndLoadAndAgainForItsCommit() throws Exception {
    trial.property("user.home", trial.home().toString());
    try (YourServer server = YourServer.start(trial)) {
      GateOutcomes outcomes = trial.run("Isolation");
      assertThat(outcomes.failed()).containsOnlyKeys(APPROVAL);
      assertThat(outcomes.failed().get(APPROVAL)).isInstanceOf(GatePaused.class);
      assertThat(trial.value("SELECT count(*) FROM pg_roles WHERE rolname ~ '_app'"))
          .isEqualTo("0");

      trial.property("approve", outcomes.approvals());
      GateOutcomes approved = trial.run("Isolation");
      assertThat(approved.failed()).containsOnlyKeys(COMMIT);
      assertThat(trial.home().resolve(".config/redline")).isDirectoryContaining("glob:**.pgpass");

      trial.withoutProperty("approve").property("decline", "commit");
      assertThat(trial.run("Isolation").failed()).isNotEmpty();
      assertThat(trial.value("SELECT count(*) FROM pg_roles WHERE rolname ~ '_app'"))
          .isEqualTo("0");
      assertThat(server.url()).isNotBlank();
    }
  }

  @Test
  void onYourServerThePrintedCommandCommitsIt() throws Exception {
    trial.property("user.home", trial.home().toString());
    try (YourServer server = YourServer.start(trial)) {
      trial.property("approve", trial.run("Isolation").approvals());
      GateOutcomes waiting = trial.run("Isolation");
      assertThat(waiting.failed()).containsOnlyKeys(COMMIT);
      trial.property("approve", waiting.approvals());
      assertThat(trial.run("Isolation").failed()).isEmpty();
      assertThat(trial.value("SELECT count(*) FROM pg_roles WHERE rolname ~ '_app'"))
          .isEqualTo("2");
      assertThat(server.url()).isNotBlank();
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = trial.connect()) {
      connection.createStatement().execute(sql);
    }
  }

  /** Stays open until the server ends it. */
  private void openAsTheOther() throws Exception {
    Target target = trial.open();
    target
        .connector()
        .as("ltst_app", passwords().find("ltst_app").orElseThrow())
        .open(ApplicationName.CONTROL);
  }

  private RolePasswords passwords() {
    try (Stream<Path> files = Files.list(trial.home())) {
      return new RolePasswords(
          files.filter(file -> file.toString().endsWith(".pgpass")).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
