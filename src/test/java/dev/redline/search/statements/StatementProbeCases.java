package dev.redline.search.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.StatementConfig;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.BareServer;
import dev.redline.vector.SearchPace;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.workload.StatementCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run again of what a server runs, and what never is. */
abstract class StatementProbeCases {

  private static BareServer server;

  @TempDir private static Path folder;

  @BeforeAll
  static void schema(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA st",
        "CREATE TABLE st.doc (id bigint PRIMARY KEY, lang text, v vector(3))",
        "INSERT INTO st.doc SELECT n, 'l' || n % 50, ARRAY[n, 1, n % 7]::float8[]::vector"
            + " FROM generate_series(1, 20000) n",
        "CREATE INDEX doc_lang ON st.doc (lang)",
        "CREATE VIEW st.view AS SELECT id, lang FROM st.doc",
        "CREATE TABLE st.trace (n int)",
        "CREATE EXTENSION IF NOT EXISTS dblink",
        "CREATE FUNCTION st.act() RETURNS int LANGUAGE plpgsql VOLATILE AS $$ BEGIN"
            + " PERFORM pg_notify('st', 'x'); PERFORM pg_advisory_lock(4711);"
            + " PERFORM dblink_exec(format('dbname=%s port=%s host=%s', current_database(),"
            + " current_setting('port'), split_part(current_setting('unix_socket_directories'),"
            + " ',', 1)), 'INSERT INTO st.trace VALUES (1)'); RETURN 1; END $$",
        "CREATE FUNCTION st.feigned() RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN"
            + " PERFORM pg_notify('st', 'x'); PERFORM pg_advisory_lock(4711); RETURN 1; END $$",
        "CREATE VIEW st.hidden AS SELECT id FROM st.doc WHERE id = st.feigned()",
        "ANALYZE st.doc");
  }

  @AfterAll
  static void drop() throws Exception {
    server.execute("DROP SCHEMA st CASCADE", "DROP EXTENSION dblink");
  }

  @Test
  void aPlainSelectIsRunWithValuesOfTheColumnsThatItCompares() throws Exception {
    MeasuredStatement measured =
        measure(
            "SELECT d.id, count(*) FROM st.doc d WHERE d.lang = $1 AND d.id = ANY($2)"
                + " GROUP BY d.id ORDER BY $3 LIMIT $4".replace("$3", "2").replace("$4", "$3"));
    assertThat(measured.notRun()).isEmpty();
    assertThat(measured.parameters()).hasSize(3);
    assertThat(measured.parameters().get(0).get(0)).startsWith("l");
    assertThat(measured.parameters().get(0).get(1)).startsWith("{");
    assertThat(measured.parameters().get(0).get(2)).isEqualTo("10");
    assertThat(measured.millis()).hasSize(3);
  }

  @Test
  void vectorsAreSearchedThroughAViewAndInASubquery() throws Exception {
    assertThat(measure("SELECT id FROM st.view WHERE lang = $1").indexes())
        .containsExactly("doc_lang");
    assertThat(measure("SELECT id FROM st.doc ORDER BY v <-> $1 LIMIT $2").notRun()).isEmpty();
    assertThat(measure("SELECT s.id FROM (SELECT * FROM st.doc) s WHERE s.id = $1").notRun())
        .isEmpty();
  }

  @Test
  void whatWritesLocksOrCallsWhatIsNotKnownIsNotRun() throws Exception {
    assertNotRun("SELECT id FROM st.doc WHERE id = $1 FOR UPDATE", "a locking clause");
    assertNotRun("WITH d AS (DELETE FROM st.doc RETURNING id) SELECT * FROM d", "writes");
    assertNotRun("SELECT * INTO st.other FROM st.doc", "");
    assertNotRun("SELECT pg_notify($1, $2)", "pg_catalog.pg_notify");
    assertNotRun("SELECT pg_advisory_lock_shared($1)", "pg_advisory_lock_shared");
    assertNotRun("SELECT txid_current()", "txid_current");
    assertNotRun("SELECT set_config($1, $2, true)", "set_config");
    assertNotRun("SELECT table_to_xml($1, true, false, $2)", "table_to_xml");
    assertNotRun("SELECT id FROM st.doc WHERE id = st.act()", "st.act");
    assertNotRun("SELECT id FROM st.doc WHERE id = st.feigned()", "st.feigned");
    assertNotRun("SELECT * FROM st.hidden", "st.feigned");
    assertNotRun("SELECT lower($1)", "nothing tells");
  }

  @Test
  void whatIsNotRunIsPlannedWhereNothingOfItIsInDoubt() throws Exception {
    assertPlanned("SELECT id FROM st.doc WHERE lang = $1 FOR UPDATE", "LockRows", "doc_lang");
    assertPlanned(
        "WITH d AS (DELETE FROM st.doc WHERE id = $1 RETURNING id) SELECT id FROM d", "doc_pkey");
    assertPlanned("SELECT id FROM st.doc WHERE lower(lang) = $1", "Seq Scan doc");
    assertPlanned(
        "SELECT id FROM st.doc WHERE id = abs($1::bigint) FOR SHARE", "Index Scan doc_pkey");
    assertPlanned("SELECT lower($1)", "Result");
    assertThat(server.query("SELECT count(*) FROM st.doc")).containsExactly("20000");
    assertThat(measure("SELECT id FROM st.doc WHERE id = st.feigned() FOR UPDATE").plan())
        .isEmpty();
  }

  @Test
  void aFunctionWithSideEffectsLeavesNothingVolatileOrFalselyStable() throws Exception {
    try (Connection listener = server.connector().open(ApplicationName.CONTROL)) {
      listener.createStatement().execute("LISTEN st");
      MeasuredStatement act = measure("SELECT id FROM st.doc WHERE id = st.act()");
      MeasuredStatement feigned = measure("SELECT id FROM st.doc WHERE id = st.feigned()");
      assertThat(act.nodes()).isNotEmpty();
      assertThat(feigned.nodes()).isEmpty();
      assertThat(feigned.notRun().orElseThrow()).contains("in planning too");
      assertThat(server.query("SELECT count(*) FROM st.trace")).containsExactly("0");
      assertThat(server.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
          .containsExactly("0");
      listener.createStatement().execute("SELECT 1");
      assertThat(listener.unwrap(org.postgresql.PGConnection.class).getNotifications()).isEmpty();
    }
  }

  /** Reading the parent reads the child, which may be a program of the server's host. */
  @Test
  void aTableWithAForeignChildOrPartitionIsNeitherRunNorPlannedNorSampled() throws Exception {
    Path written = folder.resolve("written");
    server.execute(
        "CREATE EXTENSION file_fdw",
        "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
        "CREATE TABLE st.parent (id int, n int)",
        "INSERT INTO st.parent VALUES (1, 1)",
        "CREATE FOREIGN TABLE st.child () INHERITS (st.parent) SERVER files OPTIONS"
            + " (program 'echo x >> %s; echo 1,1', format 'csv')".formatted(written),
        "CREATE TABLE st.parts (id int, n int) PARTITION BY LIST (id)",
        "CREATE FOREIGN TABLE st.part PARTITION OF st.parts FOR VALUES IN (1) SERVER files OPTIONS"
            + " (program 'echo x >> %s; echo 1,1', format 'csv')".formatted(written));
    try {
      for (String table : List.of("st.parent", "st.parts")) {
        assertNotRun("SELECT id, n FROM " + table + " WHERE n = $1", "foreign");
        assertThat(measure("SELECT id FROM " + table + " WHERE n = $1 FOR UPDATE").plan())
            .isEmpty();
      }
      assertNotRun("SELECT 1 FROM st.doc WHERE id IN (SELECT id FROM st.parts)", "st.part");
      assertThat(written).doesNotExist();
    } finally {
      server.execute("DROP EXTENSION file_fdw CASCADE", "DROP TABLE st.parent, st.parts");
    }
  }

  @Test
  void aLostIndexIsFound() throws Exception {
    List<MeasuredStatement> before = List.of(measure("SELECT id FROM st.doc WHERE lang = $1"));
    server.execute("DROP INDEX st.doc_lang");
    List<MeasuredStatement> after;
    try (Connection connection = server.connector().open(ApplicationName.EVALUATION)) {
      after = probe(connection).measure(Optional.of(before));
    } finally {
      server.execute("CREATE INDEX doc_lang ON st.doc (lang)");
    }
    List<Verdict> verdicts =
        new StatementCheck(rules(), Duration.ofSeconds(1)).judge(before, after);
    assertThat(verdicts.get(0).status()).isEqualTo(Status.FAIL);
    assertThat(verdicts.get(0).observed())
        .contains("new sequential scan of doc", "index doc_lang no longer used");
    assertThat(new StatementCheck(rules(), Duration.ofSeconds(1)).judge(before, before))
        .allMatch(Verdict::passed);
  }

  /** A sort within an aggregate is no node of the plan. */
  @Test
  void whatGoesToDiskIsFoundByTheBlocksThatAreWritten() throws Exception {
    String distinct = "SELECT count(DISTINCT lang || id) FROM st.doc";
    MeasuredStatement inMemory = measure(distinct, "work_mem = '64MB'");
    MeasuredStatement onDisk = measure(distinct, "work_mem = '64kB'");

    assertThat(inMemory.notRun()).isEmpty();
    assertThat(inMemory.spills()).isFalse();
    assertThat(onDisk.spills()).isTrue();
    assertThat(
            new StatementCheck(rules(), Duration.ofMinutes(1))
                .judge(List.of(inMemory), List.of(onDisk)).stream()
                    .filter(verdict -> verdict.status() == Status.FAIL))
        .singleElement()
        .satisfies(
            verdict -> assertThat(verdict.observed()).startsWith("temporary files are written"));
  }

  /** The leader takes no part, so that only its workers sort. */
  @Test
  void whatAWorkerWritesCountsToo() throws Exception {
    MeasuredStatement onDisk =
        measure(
            "SELECT id FROM st.doc ORDER BY lang || id",
            "work_mem = '64kB'",
            "max_parallel_workers_per_gather = 2",
            "parallel_leader_participation = off",
            "parallel_setup_cost = 0",
            "parallel_tuple_cost = 0",
            "min_parallel_table_scan_size = 0");
    assertThat(onDisk.nodes().toString()).contains("Gather Merge");
    assertThat(onDisk.spills()).isTrue();
  }

  private static void assertNotRun(String sql, String because) throws Exception {
    MeasuredStatement measured = measure(sql);
    assertThat(measured.millis()).as(sql).isEmpty();
    assertThat(measured.notRun().orElseThrow()).as(sql).contains(because);
  }

  private static void assertPlanned(String sql, String... nodes) throws Exception {
    MeasuredStatement measured = measure(sql);
    assertThat(measured.notRun()).as(sql).isPresent();
    assertThat(measured.millis()).as(sql).isEmpty();
    assertThat(String.join(", ", measured.nodes())).as(sql).contains(nodes);
  }

  private static MeasuredStatement measure(String sql, String... settings) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.EVALUATION)) {
      for (String setting : settings) {
        connection.createStatement().execute("SET " + setting);
      }
      MeasuredStatement asked =
          MeasuredStatement.notRun(new FoundStatement(1, sql, 1), "not yet", Optional.empty());
      return probe(connection).measure(Optional.of(List.of(asked))).get(0);
    }
  }

  private static StatementProbe probe(Connection connection) throws Exception {
    return new StatementProbe(connection, rules(), 1070, SearchPace.UNLIMITED);
  }

  private static StatementConfig rules() throws Exception {
    LatencyTargets latency = Plan.load(Path.of("gates")).latency();
    String yaml =
        Files.readString(Path.of("fixtures/demo/workload.yaml"))
            + "\nstatements: {top: 5, samples: 3, slowdown: {at_most: 2}}\n";
    Path file = Files.writeString(folder.resolve("workload.yaml"), yaml);
    return WorkloadPlan.read(file, latency).statements().orElseThrow();
  }
}
