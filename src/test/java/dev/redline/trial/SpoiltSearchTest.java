package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A search of somebody's that is spoilt before a stage: found, named, and nobody is asked. */
@Tag("long")
class SpoiltSearchTest {

  private static final String KNOWN =
      "Every search goes the way that it is there for, which is known before a person decides";
  private static final String SEARCHES =
      "Vector searches on the server as it is meet p95, recall and rows at every K, on the index";

  private static final String VALID = "All vector indexes are on record, and none is invalid";

  private static final String TABLE =
      """
      CREATE SCHEMA kb;
      CREATE TABLE kb.passages (
        id uuid PRIMARY KEY, state text NOT NULL, embedding vector(64) NOT NULL
      ) WITH (autovacuum_enabled = off);
      INSERT INTO kb.passages
      SELECT md5(i::text)::uuid, CASE WHEN i % 50 = 0 THEN 'draft' ELSE 'live' END,
             ARRAY(SELECT sin(i * j) FROM generate_series(1, 64) j)::vector
      FROM generate_series(1, 4000) i;
      CREATE INDEX passages_embedding ON kb.passages USING hnsw (embedding vector_cosine_ops);
      CREATE INDEX passages_state ON kb.passages (state);
      ANALYZE kb.passages;
      """;

  private static final String WORKLOAD =
      """
      searches:
        - name: live passages
          table: kb.passages
          id: id
          vector: embedding
          distance: cosine
          where: state = :state
          with: {state: live}
          index: kb.passages_embedding
          k: [8]
          recall: {at_least: 0.5}
          queries: {rows: 20}
        - name: drafts
          table: kb.passages
          id: id
          vector: embedding
          distance: cosine
          where: state = 'draft'
          index: {none: the few drafts are found by passages_state}
          k: [8]
          queries: {rows: 20}
      """
          + MadeTrial.WITHOUT_LIMITS;

  private MadeTrial made;

  @BeforeEach
  void makeServer() throws Exception {
    made = MadeTrial.of("plain");
    made.server().execute(TABLE);
    made.trial().write("workload.yaml", WORKLOAD);
  }

  @AfterEach
  void removeServer() throws Exception {
    made.close();
  }

  @Test
  void theOwnIndexDropped() throws Exception {
    requireGood();
    made.server().execute("DROP INDEX kb.passages_embedding");
    requireNamed("not through kb.passages_embedding");
  }

  @Test
  void theOwnIndexOnAnotherOperatorClass() throws Exception {
    made.server().execute("DROP INDEX kb.passages_embedding");
    made.server()
        .execute(
            "CREATE INDEX passages_embedding ON kb.passages USING hnsw (embedding vector_l2_ops)");
    requireNamed("kb.passages_embedding is for vector_l2_ops (<->), and the search goes by <=>");
  }

  @Test
  void theOwnIndexInvalid() throws Exception {
    made.server()
        .execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
                + " 'kb.passages_embedding'::regclass");
    GateOutcomes before = made.trial().run("StageA");
    assertThat(before.failed()).containsOnlyKeys(VALID);
    assertThat(before.message()).contains("passages_embedding", "REINDEX INDEX");
    assertThat(made.trial().runOnly("Latency").message())
        .contains("kb.passages_embedding is invalid")
        .contains("Next: REINDEX INDEX CONCURRENTLY \"kb\".\"passages_embedding\"");
  }

  @Test
  void statisticsOfTheFilterOlderThanItsValues() throws Exception {
    made.server().execute("UPDATE kb.passages SET state = id::text WHERE state = 'live'");
    made.server().execute("ANALYZE kb.passages");
    made.server().execute("UPDATE kb.passages SET state = 'live' WHERE state <> 'draft'");
    requireNamed("not through kb.passages_embedding");
  }

  @Test
  void statisticsOfTheFilterSwitchedOff() throws Exception {
    made.server().execute("ALTER TABLE kb.passages ALTER COLUMN state SET STATISTICS 0");
    made.server()
        .execute(
            "DELETE FROM pg_statistic WHERE starelid = 'kb.passages'::regclass AND staattnum = 2");
    requireNamed("not through kb.passages_embedding");
  }

  private void requireGood() {
    assertThat(made.trial().run("Latency").failed()).isEmpty();
    assertThat(made.trial().run("StageA").message()).startsWith("PAUSED: decision about");
  }

  /** Stage and latency name it; what the stage says to do mends it. */
  private void requireNamed(String why) throws Exception {
    GateOutcomes stage = made.trial().run("StageA");
    assertThat(stage.failed()).containsOnlyKeys(KNOWN);
    assertThat(stage.message())
        .contains("FAIL", "vector search at K=8, live passages", why)
        .doesNotContain("drafts");
    GateOutcomes latency = made.trial().run("Latency");
    assertThat(latency.failed()).containsOnlyKeys(SEARCHES);
    assertThat(latency.message())
        .contains("FAIL: plan of vector search at K=8, live passages", why);
    for (String statement : mend(stage).split("; ")) {
      made.server().execute(statement);
    }
    requireGood();
  }

  private static String mend(GateOutcomes outcomes) {
    Function<Matcher, String> found = matcher -> matcher.find() ? matcher.group(1) : "";
    return found.apply(
        Pattern.compile("Next: (.*); for a table so small").matcher(outcomes.message()));
  }
}
