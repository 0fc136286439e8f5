package dev.redline.phase.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.ApplicationName;
import dev.redline.target.Target;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.QuickPlan;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Indexes are proposed from what a server has really run, and from nothing else. */
@Tag("long")
@ExtendWith(StageTrials.class)
class IndexEvidenceTest {

  private static final String GATE =
      "Indexes are proposed only from evidence, tried on the real table, and dropped again";
  private static final String OVERHEAD = "Seeing it costs no more than the plan allows";
  private static final String GIN = "redline_probe_vectors_metadata_gin";
  private static final String BTREE = "redline_messages_session_id_btree";
  private static final String BY_DOCUMENT =
      "SELECT count(*) FROM probe_vectors WHERE metadata @> '{\"bucket\": %d}'";
  private static final String BY_KEY = "SELECT count(*) FROM messages WHERE session_id = %d";
  private static final String BY_TEXT =
      "SELECT count(*) FROM probe_vectors WHERE metadata ->> 'bucket' = '%d'";
  private static final String UNTRIABLE =
      "SELECT count(*) FROM probe_vectors"
          + " WHERE metadata @> '{\"bucket\": %d}' AND 'x' || id::text <> 'x1'";
  private static final String INDEXES =
      "SELECT relname FROM pg_class WHERE relname LIKE 'redline\\_%' ORDER BY 1";

  private static PreparedServer observed;
  private StageTrial trial;

  @BeforeAll
  static void observe(PreparedServer prepared) throws Exception {
    try (StageTrial first = StageTrial.on(prepared)) {
      assertThat(first.run("Observability").failed()).isEmpty();
      observed = new PreparedServer(first.copyOfHome(), QuickPlan.copyOf(Path.of("gates")));
    }
  }

  @AfterAll
  static void remove() throws Exception {
    observed.close();
  }

  @BeforeEach
  void takeCopy() throws Exception {
    trial = StageTrial.on(observed);
    trial.edit("observability.yaml", "total_time: {at_least: 1s", "total_time: {at_least: 10ms");
  }

  @AfterEach
  void close() throws Exception {
    trial.close();
  }

  @Test
  void withoutStatementsNoneIsProposed() throws Exception {
    assertThat(trial.run("Observability").passed()).contains(GATE);
    assertThat(proposals()).isEmpty();
  }

  @Test
  void statementsThatRanSeldomAreNoEvidence() throws Exception {
    workload(99, BY_DOCUMENT);
    assertThat(trial.run("Observability").passed()).contains(GATE);
    assertThat(proposals()).hasSize(1);
    assertThat(proposals().path(0).path("conclusion").asString()).isEqualTo("THIN_EVIDENCE");
    assertThat(proposals().path(0).path("reason").asString()).startsWith("seen 99 times");
  }

  @Test
  void indexesThatHelpAreProposedWithTheirPlansAndDroppedAgain() throws Exception {
    trial.execute(
        "CREATE TABLE messages AS SELECT i AS id, i % 5000 AS session_id FROM generate_series(1,"
            + " 50000) i; ANALYZE messages");
    workload(120, BY_DOCUMENT);
    workload(120, BY_KEY);
    assertThat(trial.run("Observability").failed()).isEmpty();

    assertThat(proposals()).hasSize(2);
    for (JsonNode proposal : proposals()) {
      assertThat(proposal.path("conclusion").asString())
          .as("%s", proposal)
          .isEqualTo("RECOMMENDED");
      assertThat(proposal.path("statements").path(0).path("calls").asInt()).isEqualTo(120);
      assertThat(proposal.path("before").path("plans").toString()).contains("Seq Scan");
      assertThat(proposal.path("after").path("plans").toString())
          .contains(proposal.path("name").asString(), "Shared Hit Blocks");
      assertThat(proposal.path("after").path("pages").asLong())
          .isLessThan(proposal.path("before").path("pages").asLong() / 2);
      assertThat(proposal.path("bytes").asLong()).isPositive();
      assertThat(proposal.path("write").path("rows").asLong()).isEqualTo(500);
      assertThat(proposal.path("write").path("with").asDouble()).isPositive();
    }
    assertThat(trial.query(INDEXES)).isEmpty();
  }

  @Test
  void anIndexThatTheStatementCannotUseIsNotRecommended() throws Exception {
    workload(120, BY_TEXT);
    assertThat(trial.run("Observability").failed()).isEmpty();
    assertThat(proposals().path(0).path("conclusion").asString()).isEqualTo("NOT_WORTH_IT");
    assertThat(proposals().path(0).path("reason").asString()).contains("found by @>, not by ->>");
    assertThat(trial.query(INDEXES)).isEmpty();
  }

  @Test
  void aStatementThatCannotBeTriedLeavesTheQuestionOpen() throws Exception {
    workload(120, UNTRIABLE);
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(GATE);
    assertThat(outcomes.message()).contains("INCONCLUSIVE", "NOT_TRIED", GIN);
    assertThat(trial.query(INDEXES)).isEmpty();
  }

  @Test
  void anIndexThatIsAcceptedStays() throws Exception {
    workload(120, BY_DOCUMENT);
    trial.property("accept", "index:" + GIN);
    assertThat(trial.run("Observability").failed()).isEmpty();
    assertThat(proposals().path(0).path("conclusion").asString()).isEqualTo("ACCEPTED");
    assertThat(trial.query(INDEXES)).containsExactly(GIN);
    assertThat(trial.run("Observability").failed()).isEmpty();
    assertThat(trial.query(INDEXES)).containsExactly(GIN);
  }

  @Test
  void anIndexThatNoEvidenceCallsForIsNotAccepted() throws Exception {
    trial.property("accept", "index:" + BTREE);
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(GATE);
    assertThat(outcomes.message()).contains("observed " + BTREE);
  }

  @Test
  void anAcceptedIndexGoesWithThePhaseThatFailsLater() throws Exception {
    workload(120, BY_DOCUMENT);
    trial.property("accept", "index:" + GIN);
    trial.before(
        OVERHEAD,
        () -> {
          assertThat(trial.value(INDEXES)).isEqualTo(GIN);
          onServer("ALTER ROLE redline SET pg_stat_statements.track = none");
        });
    trial.before(
        GateOutcomes.JUDGED, () -> onServer("ALTER ROLE redline RESET pg_stat_statements.track"));
    GateOutcomes outcomes = trial.run("Observability");
    assertThat(outcomes.failed()).containsOnlyKeys(OVERHEAD, GateOutcomes.JUDGED);
    assertThat(outcomes.message())
        .contains("counted 0 searches of ", "proven to be as before")
        .doesNotContain("NOT PROVEN");
    assertThat(trial.query(INDEXES)).isEmpty();
  }

  /** What an application does: the statement again and again, with other values. */
  private void workload(int times, String sql) throws Exception {
    try (Target target = trial.open();
        Connection connection = target.connector().open(ApplicationName.EVALUATION);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < times; i++) {
        statement.execute(sql.formatted(i));
      }
    }
  }

  private void onServer(String sql) throws Exception {
    try (Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private JsonNode proposals() throws IOException {
    List<Path> files = trial.evidence("index_proposals");
    return new JsonMapper().readTree(Files.readString(files.get(files.size() - 1)));
  }
}
