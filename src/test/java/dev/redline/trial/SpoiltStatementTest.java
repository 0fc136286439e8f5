package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A statement that a server of somebody's runs is spoilt while a stage changes the server. */
@Tag("long")
class SpoiltStatementTest {

  private static final String PLANS =
      "No vector search fell from its index, and no statement has a worse plan or time";

  private static final String TABLE =
      """
      CREATE EXTENSION pg_stat_statements;
      CREATE SCHEMA shop;
      CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer text NOT NULL);
      INSERT INTO shop.orders SELECT n, 'c' || n % 2000 FROM generate_series(1, 60000) n;
      CREATE INDEX orders_customer ON shop.orders (customer);
      ANALYZE shop.orders;
      """;

  private MadeTrial made;

  @BeforeEach
  void make() throws Exception {
    made = MadeTrial.of("plain");
    made.server().execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    made.restart();
    made.server().execute(TABLE);
    made.trial()
        .append("workload.yaml", "statements: {top: 5, samples: 3, slowdown: {at_most: 2}}\n");
    made.server().execute("SELECT pg_stat_statements_reset()");
    made.server().query("SELECT count(*) FROM shop.orders WHERE customer = 'c7'");
  }

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  @Test
  void aStatementThatKeepsItsPlanPassesAndIsOnRecord() throws Exception {
    GateOutcomes waiting = made.untilItsCommit("StageA");

    assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
    assertThat(waiting.passed()).contains(PLANS);
    assertThat(Files.readString(made.trial().home().resolve("gate-record.json")))
        .contains("plan of statement", "median time of statement", " run again, ");
  }

  @Test
  void anIndexOfItsTableThatIsDroppedMeanwhileTakesTheStageBackAndIsNamed() throws Exception {
    made.trial().before(PLANS, () -> made.server().execute("DROP INDEX shop.orders_customer"));

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.failed()).containsKey(PLANS);
    assertThat(outcomes.failed().get(PLANS).getMessage())
        .contains("FAIL: plan of statement ", "new sequential scan of orders")
        .contains("index orders_customer no longer used")
        .doesNotContain("c7");
    assertThat(made.server().query("SHOW jit")).as("taken back").isEqualTo("on");
  }
}
