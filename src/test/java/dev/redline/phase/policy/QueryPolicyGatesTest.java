package dev.redline.phase.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gates of the query-time policy: that they pass, and each way in which one fails. */
@Tag("long")
@ExtendWith(StageTrials.class)
class QueryPolicyGatesTest {

  private static final String REFUSALS =
      "A setting that pgvector does not know is refused, and so is autocommit";
  private static final String SEARCHES =
      "Every search runs under the policy, in its own transaction, and nothing of it stays";
  private static final String FILTERED =
      "Filtered searches return the rows asked for, with recall and p95, at every K and filter";
  private static final String CHOICES =
      "Searches use the index, and are exact where a filter is too selective for it";
  private static final String SWEEP =
      "The policy's ef_search is no smaller than the smallest that meets the recall target";

  private StageTrial trial;

  @BeforeEach
  void takeCopy(StageTrial copy) {
    trial = copy;
  }

  @Test
  void thePolicyHoldsOnAServerAsPrepared() throws Exception {
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(REFUSALS, SEARCHES, FILTERED, CHOICES, SWEEP);
    assertThat(Files.readString(trial.evidence("filtered_searches.json").get(0)))
        .contains("\"EXACT\"", "\"INDEX\"", "hnsw.max_scan_tuples", "hnsw.scan_mem_multiplier");
    assertThat(Files.readString(trial.evidence("ef_search_sweep.json").get(0)))
        .contains("\"efSearch\" : 400");
    assertThat(Files.readString(trial.evidence("ef_search_sweep.svg").get(0))).startsWith("<svg ");
  }

  @Test
  void aNameThatPgvectorKnowsIsNotRefused() throws Exception {
    trial.edit("query-policy.yaml", "hnsw.no_such_setting", "hnsw.ef_search");
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(REFUSALS);
    assertThat(outcomes.message())
        .contains("FAIL: setting hnsw.ef_search: observed accepted, required refused");
  }

  @Test
  void aPolicyThatIsOffProvesNothing() {
    GateOutcomes outcomes = trial.property("policy", "off").run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(REFUSALS);
    assertThat(outcomes.message())
        .contains("FAIL: query-time policy: observed off", "no -Dpolicy=off");
  }

  @Test
  void aSettingThatStaysWithTheRoleIsFound() throws Exception {
    trial.before(SEARCHES, () -> execute("ALTER ROLE redline SET hnsw.ef_search = 77"));
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(SEARCHES);
    assertThat(outcomes.message())
        .contains("role redline: hnsw.ef_search=77", "as before: none", "ALTER ROLE");
  }

  @Test
  void aScanThatGivesUpReturnsTooFewRows() throws Exception {
    trial.edit("latency.yaml", "iterative_scan: strict_order", "iterative_scan: off");
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(FILTERED);
    assertThat(outcomes.message())
        .contains(
            "FAIL: rows returned by vector search at K=16, filter of 10 %, probe vectors, of 16 wanted");
  }

  @Test
  void aFilterOfAnotherSelectivityIsNotTheOneThatWasAskedFor() throws Exception {
    trial.edit("query-policy.yaml", "value: 100\n", "value: 900\n");
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(FILTERED);
    assertThat(outcomes.message())
        .contains("INCONCLUSIVE: share of rows, filter of 10 %, probe vectors: observed 0.90000");
  }

  @Test
  void aSearchThatShouldUseTheIndexAndReadsTheTableIsFound() throws Exception {
    trial.before(FILTERED, () -> execute("ALTER DATABASE redline SET enable_indexscan = off"));
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(CHOICES);
    assertThat(outcomes.message())
        .contains("FAIL: plan of vector search at K=8, no filter", "read whole [probe_vectors]");
  }

  @Test
  void anEfSearchThatIsSmallerThanNeededIsFound() throws Exception {
    fewEdges();
    trial
        .edit("latency.yaml", "ef_search_at_least: 100", "ef_search_at_least: 1")
        .edit("latency.yaml", "ef_search_per_k: 2", "ef_search_per_k: 1")
        .edit("query-policy.yaml", "queries: 15", "queries: 60");
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(SWEEP);
    assertThat(outcomes.message())
        .contains("at K=8: observed ", "the policy's 8 is smaller than needed");
  }

  @Test
  void aRecallTargetThatNoEfSearchMeetsIsFound() throws Exception {
    fewEdges();
    trial.edit("query-policy.yaml", "[2, 5, 10, 20, 40, 100, 200, 400]", "[1, 2]");
    GateOutcomes outcomes = trial.run("QueryPolicy");
    assertThat(outcomes.failed()).containsOnlyKeys(SWEEP);
    assertThat(outcomes.message()).contains("observed none: the best of them reaches");
  }

  /**
   * A graph with few edges, and nearly every row counts. How its edges lie is drawn by pgvector
   * itself: filtered searches through it may find nothing, so that only exact ones are tried.
   */
  private void fewEdges() throws Exception {
    trial.execute(
        "DROP INDEX probe_vectors_embedding_hnsw; CREATE INDEX probe_vectors_embedding_hnsw"
            + " ON probe_vectors USING hnsw (embedding vector_cosine_ops)"
            + " WITH (m = 8, ef_construction = 16)");
    trial.edit("latency.yaml", "recall: {at_least: 0.95}", "recall: {at_least: 0.99}");
    Path policy = trial.gates().resolve("query-policy.yaml");
    String text = Files.readString(policy);
    int exact = text.indexOf("  - selectivity: 0.001");
    Files.writeString(
        policy, text.substring(0, text.indexOf("  - selectivity: 1\n")) + text.substring(exact));
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
