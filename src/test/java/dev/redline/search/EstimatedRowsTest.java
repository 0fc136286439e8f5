package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.vector.EstimatedRows;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A large table that nobody has analysed is not taken for an empty one. */
@ExtendWith(SharedBareServer.class)
class EstimatedRowsTest {

  private static final String ROWS =
      "INSERT INTO sized SELECT i, 'text', ARRAY(SELECT 1 FROM generate_series(1, 8))::vector FROM"
          + " generate_series(1, 10000) i";

  @AfterEach
  void drop(BareServer server) throws Exception {
    server.execute("DROP TABLE IF EXISTS sized");
  }

  @Test
  void isKnownByItsSizeWhereItWasNeverAnalysed(BareServer server) throws Exception {
    server.execute(
        "CREATE TABLE sized (id bigint, body text, embedding vector(8))"
            + " WITH (autovacuum_enabled = off)",
        ROWS);

    assertThat(server.query("SELECT reltuples FROM pg_class WHERE relname = 'sized'"))
        .isEqualTo(List.of("-1"));
    assertThat(rows(server)).isBetween(5_000L, 20_000L);
  }

  @Test
  void isKnownByHowMuchItHasGrownWhereItWas(BareServer server) throws Exception {
    server.execute(
        "CREATE TABLE sized (id bigint, body text, embedding vector(8))"
            + " WITH (autovacuum_enabled = off)",
        ROWS,
        "ANALYZE sized");
    assertThat(rows(server)).isEqualTo(10_000);

    server.execute(ROWS, ROWS);
    assertThat(rows(server)).isBetween(29_000L, 31_000L);
  }

  @Test
  void ofPartitionsIsTheSumOfTheirs(BareServer server) throws Exception {
    server.execute(
        "CREATE TABLE sized (id bigint, body text, embedding vector(8)) PARTITION BY RANGE (id)",
        "CREATE TABLE sized_1 PARTITION OF sized FOR VALUES FROM (0) TO (5000)"
            + " WITH (autovacuum_enabled = off)",
        "CREATE TABLE sized_2 PARTITION OF sized FOR VALUES FROM (5000) TO (20000)"
            + " WITH (autovacuum_enabled = off)",
        ROWS);

    assertThat(rows(server)).isBetween(5_000L, 20_000L);
    long sampledFrom =
        Long.parseLong(
            server
                .query(
                    "SELECT %s FROM pg_class c WHERE relname = 'sized'"
                        .formatted(EstimatedRows.withPartitions("c")))
                .get(0));
    assertThat(sampledFrom).isEqualTo(rows(server));
  }

  private static long rows(BareServer server) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      return Relation.read(connection, new RelationName("public", "sized"))
          .orElseThrow()
          .estimatedRows();
    }
  }
}
