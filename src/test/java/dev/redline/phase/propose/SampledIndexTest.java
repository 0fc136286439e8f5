package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.ProposeConfig;
import dev.redline.plan.value.Threshold;
import dev.redline.postgres.ApplicationName;
import dev.redline.search.Supervision;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes of tables that are too large to choose rows from all of them. */
@ExtendWith(SharedBareServer.class)
class SampledIndexTest {

  private static final String BLOCKS = "TABLESAMPLE SYSTEM (83.3333) REPEATABLE (1)";

  private BareServer server;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA wide",
        "CREATE TABLE wide.flat (id int, v vector(16))",
        "INSERT INTO wide.flat SELECT i, ARRAY(SELECT random() FROM generate_series(1, 16)"
            + " WHERE i = i)::vector FROM generate_series(1, 24000) i",
        "CREATE TABLE wide.parts (id int, v vector(16)) PARTITION BY RANGE (id)",
        "CREATE TABLE wide.parts_1 PARTITION OF wide.parts FOR VALUES FROM (0) TO (24001)",
        "CREATE TABLE wide.parts_2 PARTITION OF wide.parts FOR VALUES FROM (24001) TO (50000)",
        "INSERT INTO wide.parts SELECT * FROM wide.flat",
        "ANALYZE wide.flat, wide.parts");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA wide CASCADE");
  }

  @ParameterizedTest
  @CsvSource({"wide.flat, wide.flat", "wide.parts, wide.parts_1"})
  void recallIsThatOfRowsFromSomeOfItsBlocks(String table, String searched) throws Exception {
    server.execute(
        "CREATE INDEX ON %s USING ivfflat (v vector_l2_ops) WITH (lists = 300)".formatted(table));

    IndexFinding finding = probe(searched).finding().orElseThrow();

    double recall = recallOf(searched);
    assertThat(recall).isBetween(0.02, 0.89);
    assertThat(finding.observed())
        .startsWith(
            String.format(
                Locale.ROOT,
                "finds %.2f of the 10 nearest in 10 searches for rows of 83 %% of its blocks"
                    + " (interval of 95 %%: 0.",
                recall));
    String[] interval =
        finding.observed().replaceAll(".*95 %: ([\\d.]+) to ([\\d.]+)\\).*", "$1 $2").split(" ");
    assertThat(recall)
        .isBetween(Double.parseDouble(interval[0]) + 0.05, Double.parseDouble(interval[1]) - 0.05);
  }

  @Test
  void rowsOfAPartialIndexAreFoundWhereTheSampleHasNoneOfThem() throws Exception {
    String first =
        server
            .query(
                "SELECT min(id) FROM wide.flat WHERE id NOT IN (SELECT id FROM wide.flat %s)"
                    .formatted(BLOCKS))
            .get(0);
    server.execute(
        "CREATE INDEX ON wide.flat USING hnsw (v vector_l2_ops) WHERE id BETWEEN %1$s AND %1$s + 11"
            .formatted(first));

    assertThat(probe("wide.flat"))
        .isEqualTo(new IndexProbe.Result(Optional.empty(), Optional.empty()));
  }

  @Test
  void rowsForWhichTheIndexedExpressionIsAnErrorAreOutsideThePredicate() throws Exception {
    server.execute(
        "CREATE TABLE wide.mixed AS SELECT CASE WHEN i % 2 = 0 THEN format('[1,%s]', i) ELSE"
            + " format('[1,%s,%s]', i % 7, i) END::vector AS v FROM generate_series(1, 400) i",
        "CREATE INDEX ON wide.mixed USING hnsw ((v::vector(3)) vector_l2_ops)"
            + " WHERE vector_dims(v) = 3",
        "ANALYZE wide.mixed");

    assertThat(probe("wide.mixed"))
        .isEqualTo(new IndexProbe.Result(Optional.empty(), Optional.empty()));
  }

  @Test
  void anIndexWithoutAnyRowIsNotJudged() throws Exception {
    server.execute("CREATE INDEX ON wide.flat USING hnsw (v vector_l2_ops) WHERE id < 0");

    assertThat(probe("wide.flat").finding()).isEmpty();
    assertThat(probe("wide.flat").stopped()).contains("it holds no vector to search for");
  }

  private IndexProbe.Result probe(String table) throws SQLException {
    ProposeConfig rules =
        new ProposeConfig(
            new Threshold<>(Threshold.Direction.AT_LEAST, 0.9, Optional.empty()),
            10,
            10,
            100_000,
            10,
            Duration.ofDays(1));
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      CatalogIndex index =
          CatalogIndex.readAll(connection).stream()
              .filter(each -> each.table().toString().equals(table))
              .findFirst()
              .orElseThrow();
      return new IndexProbe(connection, rules, Supervision.WITHOUT_LIMITS).probe(index);
    }
  }

  /** By statements of the test's own. */
  private double recallOf(String table) throws SQLException {
    List<String> queries =
        server.query(
            "SELECT v::text FROM %s %s ORDER BY md5(v::text) LIMIT 10".formatted(table, BLOCKS));
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      double found = 0;
      for (String query : queries) {
        List<Integer> exact = nearest(statement, table, query, "indexscan");
        List<Integer> approximate = nearest(statement, table, query, "seqscan");
        found += approximate.stream().filter(exact::contains).count();
      }
      return found / 100;
    }
  }

  private static List<Integer> nearest(Statement statement, String table, String query, String off)
      throws SQLException {
    statement.execute(
        "RESET enable_indexscan; RESET enable_seqscan; SET enable_%s = off".formatted(off));
    List<Integer> ids = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT id FROM %s ORDER BY v <-> '%s' LIMIT 10".formatted(table, query))) {
      while (row.next()) {
        ids.add(row.getInt(1));
      }
    }
    return ids;
  }
}
