package dev.redline.phase.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.approval.ApprovalRequest;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.RunFolders;
import dev.redline.phase.index.IndexProposal.Conclusion;
import dev.redline.plan.IndexConfig;
import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.search.Supervision;
import dev.redline.secrets.SigningKey;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.StateStore;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.workload.AcceptedBaseline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a trial on a table that somebody holds: it gives up, says why, leaves nothing.
 */
@Timeout(120)
@ExtendWith(SharedBareServer.class)
class IndexTrialTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Candidate CANDIDATE =
      new Candidate(
          "public",
          "trial_notes",
          "session_id",
          Candidate.Method.BTREE,
          2000,
          List.of(
              new SeenStatement(
                  1, "SELECT count(*) FROM trial_notes WHERE session_id = $1", 200, 9999)));

  private static BareServer server;

  @TempDir private Path folder;
  private PhaseChange change;

  @BeforeAll
  static void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE TABLE trial_notes AS SELECT i % 500 AS session_id, repeat('x', 500) AS note"
            + " FROM generate_series(1, 2000) i",
        "ANALYZE trial_notes");
  }

  @AfterAll
  static void drop() throws Exception {
    server.execute("DROP TABLE trial_notes");
  }

  @BeforeEach
  void beginPhase() throws Exception {
    PhaseContext context = context();
    new PhaseProgress("observability", context.store(), context.clock()).become(PhaseState.RUNNING);
    change = new PhaseChange("observability", context);
    change.recordState();
  }

  @Test
  void onATableThatNobodyHoldsItIsBuiltAndDropped() throws Exception {
    IndexProposal proposal = run(LONG, LONG);
    assertThat(proposal.conclusion()).isIn(Conclusion.RECOMMENDED, Conclusion.NOT_WORTH_IT);
    assertThat(proposal.bytes()).isPositive();
    assertNothingLeft();
  }

  @Test
  void aTableThatIsHeldForLongIsNotWaitedForAndTheHolderIsNamed() throws Exception {
    try (Connection application = transaction("LOCK TABLE trial_notes")) {
      IndexProposal proposal = run(Duration.ofMillis(1), LONG);
      assertThat(proposal.conclusion()).isEqualTo(Conclusion.NOT_TRIED);
      assertThat(proposal.reason())
          .matches(
              "\"public\"\\.\"trial_notes\" is held by redline-ltst of redline, pid \\d+, in a"
                  + " transaction since 20.*");
      application.rollback();
    }
    assertNothingLeft();
  }

  @Test
  void aTableThatNobodyMayReadMeanwhileIsGivenUp() throws Exception {
    try (Connection application = transaction("LOCK TABLE trial_notes")) {
      assertGivenUp(run(SHORT, LONG), "gave up on %s .*due to lock timeout|%1$s is held by");
      application.rollback();
    }
    assertNothingLeft();
  }

  @Test
  void aTableOnWhichNoIndexCanBeBuiltMeanwhileIsGivenUp() throws Exception {
    try (Connection application = transaction("LOCK TABLE trial_notes IN SHARE MODE")) {
      assertGivenUp(run(SHORT, LONG), "gave up on %s .*due to lock timeout|%1$s is held by");
      application.rollback();
    }
    assertNothingLeft();
  }

  @Test
  void anIndexWhoseBuildTakesTooLongIsGivenUpAndTheInvalidOneDropped() throws Exception {
    try (Connection application =
        transaction(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_am")) {
      assertGivenUp(run(LONG, SHORT), "gave up on %s .*due to statement timeout");
      assertNothingLeft();
      application.rollback();
    }
  }

  /** On a machine that is slow at this moment, who began just now has held it for long. */
  private static void assertGivenUp(IndexProposal proposal, String reason) {
    assertThat(proposal.conclusion()).isEqualTo(Conclusion.NOT_TRIED);
    assertThat(proposal.reason()).containsPattern(reason.formatted("\"public\"\\.\"trial_notes\""));
  }

  private IndexProposal run(Duration lock, Duration statement) throws SQLException {
    IndexConfig shipped = PLAN.observability().indexes();
    IndexConfig rules =
        new IndexConfig(
            shipped.calls(),
            shipped.totalTime(),
            shipped.gain(),
            shipped.documents(),
            shipped.keys(),
            shipped.values(),
            shipped.writtenRows(),
            lock,
            statement);
    return new IndexTrial(server.connector(), change, rules, Set.of(), Supervision.WITHOUT_LIMITS)
        .run(CANDIDATE);
  }

  /** Of an application, begun just now and left open. */
  private static Connection transaction(String sql) throws SQLException {
    Connection connection = server.connector().open(ApplicationName.LTST);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  private static void assertNothingLeft() throws SQLException {
    assertThat(server.query("SELECT relname FROM pg_class WHERE relname LIKE 'redline\\_%'"))
        .isEmpty();
  }

  private PhaseContext context() {
    Clock clock = Clock.systemUTC();
    return new PhaseContext(
        PLAN,
        server.target(),
        Optional.empty(),
        StateStore.inMemory(PLAN.id()),
        ApprovalRequest.from(Map.of(), Map.of()),
        AcceptedBaseline.in(folder, Map.of(), () -> "none", file -> {}, clock),
        Set.of(),
        Path.of("fixtures"),
        folder.resolve("keep"),
        new RunFolders(Path.of(""), folder, folder, "here", SigningKey.of(Map.of(), folder)),
        clock,
        line -> {});
  }
}
