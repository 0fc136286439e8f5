package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.rag.embedding.Embedders;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.SearchMethod;
import dev.redline.search.SearchedData;
import dev.redline.search.SearchesOnServer;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchInput;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are too large to choose queries from all of their rows. */
@ExtendWith(SharedBareServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampledSearchTest {

  private static final LatencyTargets SHIPPED = Plan.load(Path.of("gates")).latency();
  private static final LatencyTargets TARGETS =
      new LatencyTargets(
          SHIPPED.searches(),
          SHIPPED.slowdown(),
          100,
          0,
          SHIPPED.warm(),
          8,
          1070,
          SHIPPED.policy());
  private static final int ROWS = 101_000;
  private static final int QUERIES = 8;
  private static final int K = 8;
  private static final String BLOCKS =
      "TABLESAMPLE SYSTEM (%s) REPEATABLE (1070)".formatted(100.0 * 50_000 / ROWS);

  private BareServer server;

  @BeforeAll
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA huge",
        "CREATE TABLE huge.flat (id int PRIMARY KEY, v vector(6))",
        "INSERT INTO huge.flat SELECT n, ARRAY(SELECT random() FROM generate_series(1, 6)"
            + " WHERE n = n)::vector FROM generate_series(1, %d) n".formatted(ROWS),
        "CREATE INDEX ON huge.flat USING ivfflat (v vector_l2_ops) WITH (lists = 100)",
        "CREATE VIEW huge.seen AS SELECT id, v FROM huge.flat",
        "CREATE TABLE huge.parts (id int PRIMARY KEY, v vector(6)) PARTITION BY RANGE (id)",
        "CREATE TABLE huge.parts_1 PARTITION OF huge.parts FOR VALUES FROM (0) TO (60000)",
        "CREATE TABLE huge.parts_2 PARTITION OF huge.parts FOR VALUES FROM (60000) TO (200000)",
        "INSERT INTO huge.parts SELECT * FROM huge.flat",
        "CREATE INDEX ON huge.parts USING ivfflat (v vector_l2_ops) WITH (lists = 50)",
        "ANALYZE huge.flat, huge.parts");
  }

  @AfterAll
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA huge CASCADE");
  }

  @ParameterizedTest
  @CsvSource({"huge.flat, true", "huge.parts, true", "huge.seen, false"})
  void recallIsRightAndItsSampleAndIntervalAreStated(
      String table, boolean byBlocks, @TempDir Path folder) throws Exception {
    SearchesOnServer searches = searches(folder, table, "");

    SearchedData data = searches.all(server.connector()).get(0);
    List<String> whole = ids(table, "");
    assertThat(ids(data)).isEqualTo(byBlocks ? ids(table, BLOCKS) : whole).hasSize(QUERIES);
    assertThat(ids(data).equals(whole)).isEqualTo(!byBlocks);

    MeasuredSearch measured = searches.measure(server.connector()).get(0);
    assertThat(measured.method()).isEqualTo(SearchMethod.IVFFLAT);
    assertThat(measured.estimatedRows()).isEqualTo(ROWS);
    assertThat(measured.exact()).isEqualTo(new MeasuredSearch.ExactSample(6, 6, ""));
    Recall recall = measured.at(K).orElseThrow().measured().recall();
    assertThat(recall.mean()).isBetween(0.2, 0.99).isCloseTo(recallOf(table, data), within(1e-9));
    assertThat(recall.queries()).isEqualTo(6);
    assertThat(recall.low()).isBetween(0.0, recall.mean() - 0.05);
    assertThat(recall.high()).isBetween(recall.mean() + 0.05, 1.0);

    List<Verdict> verdicts =
        new SearchCheck(TARGETS).judge(searches.workload().search("sampled"), measured);
    assertThat(verdicts)
        .filteredOn(verdict -> !verdict.passed())
        .extracting(Verdict::subject)
        .contains("mean recall of vector search at K=8, sampled, 6 of 6 queries");
  }

  @Test
  void rowsBehindARareConditionAreFoundWhereTheSampleHasNoneOfThem(@TempDir Path folder)
      throws Exception {
    String rare =
        server
            .query(
                "SELECT min(id) FROM huge.flat WHERE id NOT IN (SELECT id FROM huge.flat %s)"
                    .formatted(BLOCKS))
            .get(0);

    SearchesOnServer searches = searches(folder, "huge.flat", ", where: id = " + rare);

    assertThat(ids(searches.all(server.connector()).get(0))).containsExactly(rare);
  }

  private static SearchesOnServer searches(Path folder, String table, String more)
      throws Exception {
    String yaml =
        Files.readString(Path.of("fixtures/servers/knowledge-base.yaml"))
            .replaceFirst(
                "(?s)searches:.*\nanswers:",
                "searches: [{name: sampled, table: %s, id: id, vector: v, distance: l2, k: [%d],"
                        .formatted(table, K)
                    + " queries: {rows: %d}, set: {ivfflat.probes: 1}%s}]\nanswers:"
                        .formatted(QUERIES, more))
            .replace("exact_queries: 30", "exact_queries: 6");
    Path file = Files.writeString(folder.resolve("workload.yaml"), yaml);
    return new SearchesOnServer(
        WorkloadPlan.read(file, TARGETS),
        TARGETS,
        folder,
        System::nanoTime,
        (name, questions) -> Embedders.named(name, "the test").open(questions));
  }

  private static List<String> ids(SearchedData data) {
    return data.queries().stream().map(query -> query.own().orElseThrow()).toList();
  }

  private List<String> ids(String table, String sample) throws SQLException {
    return server.query(
        "SELECT id::text FROM %s %s ORDER BY md5(concat(id::text, '1070')) LIMIT %d"
            .formatted(table, sample, QUERIES));
  }

  /** By statements of the test's own. */
  private double recallOf(String table, SearchedData data) throws SQLException {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET ivfflat.probes = 1");
      double found = 0;
      for (SearchInput query : data.queries().subList(0, 6)) {
        List<String> exact = nearest(statement, table, query, "indexscan");
        found +=
            nearest(statement, table, query, "seqscan").stream().filter(exact::contains).count();
      }
      return found / (6 * K);
    }
  }

  private static List<String> nearest(
      Statement statement, String table, SearchInput query, String off) throws SQLException {
    statement.execute(
        "RESET enable_indexscan; RESET enable_seqscan; SET enable_%s = off".formatted(off));
    List<String> ids = new ArrayList<>();
    String own = query.own().orElseThrow();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT id FROM %s ORDER BY v <-> '%s' LIMIT %d"
                .formatted(table, query.value(SearchInput.QUERY), K + 1))) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    ids.remove(own);
    return ids.subList(0, K);
  }
}
