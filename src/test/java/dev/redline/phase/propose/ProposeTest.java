package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.dsn.Dsn;
import dev.redline.dsn.Secret;
import dev.redline.plan.Plan;
import dev.redline.plan.ProposeConfig;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.Threshold;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.ServerVersion;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.trial.BareServer;
import dev.redline.trial.MadeServer;
import dev.redline.trial.PreparedServer;
import dev.redline.verdict.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proposals for a real server with vector indexes of several kinds. */
class ProposeTest {

  private static final Pattern NO_LONGER_FITS = Pattern.compile("after (\\d+) tuples");

  private static BareServer server;

  @BeforeAll
  static void fill() throws Exception {
    server = BareServer.start();
    server.execute(
        "CREATE SCHEMA kb",
        "CREATE TABLE kb.articles (id int PRIMARY KEY, embedding vector(16) NOT NULL)",
        "INSERT INTO kb.articles SELECT i, ARRAY(SELECT sin(i * j) FROM generate_series(1, 16) j)"
            + "::vector FROM generate_series(1, 3000) i",
        "CREATE INDEX good ON kb.articles USING hnsw (embedding vector_cosine_ops)",
        "ANALYZE kb.articles");
  }

  @AfterAll
  static void remove() throws Exception {
    server.close();
  }

  @Test
  void foretellsTheBuildAsPgvectorNoticesIt() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET max_parallel_maintenance_workers = 0");
      statement.execute("SET maintenance_work_mem = '1MB'");
      statement.execute("CREATE INDEX small ON kb.articles USING hnsw (embedding vector_l2_ops)");
      long noticed = noticed(statement.getWarnings());
      statement.execute("DROP INDEX kb.small");

      int version = SettingsSnapshot.take(connection, Clock.systemUTC()).server().versionNumber();
      HnswGraph graph =
          HnswGraph.serial(16, VectorBytes.of("vector", 16, 0), new ServerVersion(version));
      assertThat((1L << 20) / graph.bytesPerRow())
          .isCloseTo((double) noticed, withinPercentage(10));
    }
    assertThat(propose(Optional.of("16GB")).builds().passed()).isTrue();
  }

  @Test
  void proposesForTheMachineAndNeverBelowWhatSomebodyHasRaised() throws Exception {
    List<ProposedSetting> fresh = proposed();
    assertThat(named(fresh, "shared_buffers").value()).isEqualTo("4GB");
    assertThat(named(fresh, "shared_buffers").beside())
        .contains("stageA 1GB", "stageB 2GB", "pgtune 4GB");

    server.execute("ALTER SYSTEM SET work_mem = '256MB'", "ALTER SYSTEM SET jit = 'on'");
    server.execute("SELECT pg_reload_conf()");
    try {
      List<ProposedSetting> tuned = proposed();
      assertThat(named(tuned, "work_mem").kept()).isTrue();
      assertThat(named(tuned, "work_mem").toString()).startsWith("work_mem: keep 256MB");
      assertThat(new ProposalText(tuned).alterSystem())
          .doesNotContain("SET work_mem", "SET jit")
          .contains("ALTER SYSTEM SET shared_buffers = '4GB';", "next restart: shared_buffers");
      assertThat(new ProposalText(tuned).parameters()).contains("shared_buffers=524288 # restart");
    } finally {
      server.execute("ALTER SYSTEM RESET ALL");
      server.execute("SELECT pg_reload_conf()");
    }
  }

  /** A server with the build and the values that Homebrew's has, as far as they differ. */
  @Test
  void onMacOsReadAheadStaysOffAndHugePagesAreNotTouchedPlannedOrNot(@TempDir Path folder)
      throws Exception {
    PreparedServer.run("cp", "-r", "gates", folder.resolve("gates").toString());
    Path stage = folder.resolve("gates/stages/a.yaml");
    Files.writeString(
        stage,
        Files.readString(stage)
            + "  huge_pages: {value: \"on\", because: somebody plans them}\n"
            + "  effective_io_concurrency: {value: 200, because: somebody plans it}\n");
    Plan plan = Plan.load(folder.resolve("gates"));
    Optional<MemorySize> memory = Optional.of(MemorySize.parse("16GB"));
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      SettingsSnapshot here = SettingsSnapshot.take(connection, Clock.systemUTC());
      SettingsSnapshot mac = onMacOs(here);

      List<ProposedSetting> proposed =
          propose(Optional.of("16GB")).proposed(connection, mac, Optional.empty());
      assertThat(proposed).noneMatch(each -> each.name().startsWith("huge_page"));
      assertThat(named(proposed, "effective_io_concurrency").toString())
          .startsWith("effective_io_concurrency: keep 0.");
      assertThat(new ProposalText(proposed).alterSystem())
          .doesNotContain("huge_page", "effective_io_concurrency")
          .contains("ALTER SYSTEM SET shared_buffers = '4GB';");

      assertThat(planned(plan, memory, here))
          .contains("huge_pages = on", "effective_io_concurrency = 200");
      assertThat(planned(plan, memory, mac))
          .contains("shared_buffers = 1GB")
          .noneMatch(line -> line.contains("huge_page"))
          .noneMatch(line -> line.contains("effective_io_concurrency"));
    }
  }

  private static List<String> planned(
      Plan plan, Optional<MemorySize> memory, SettingsSnapshot server) {
    return plan.phases().stream()
        .flatMap(phase -> phase.stage().stream())
        .flatMap(stage -> stage.forServer(memory, server).stream())
        .map(setting -> setting.name() + " = " + setting.value())
        .toList();
  }

  private static SettingsSnapshot onMacOs(SettingsSnapshot here) {
    ServerIdentity of = here.server();
    String build =
        "PostgreSQL 15.7 (Homebrew) on aarch64-apple-darwin23.4.0, compiled by Apple clang version"
            + " 15.0.0 (clang-1500.3.9.4), 64-bit";
    Map<String, Setting> settings = new HashMap<>(here.settings());
    settings.put("effective_io_concurrency", chosen(here, "effective_io_concurrency", "0"));
    settings.put("huge_pages", chosen(here, "huge_pages", "try"));
    return new SettingsSnapshot(
        here.takenAt(),
        new ServerIdentity(
            of.systemIdentifier(),
            "15.7 (Homebrew)",
            150007,
            of.database(),
            of.user(),
            of.vectorVersion(),
            build),
        settings);
  }

  private static Setting chosen(SettingsSnapshot here, String name, String value) {
    Setting of = here.setting(name);
    return new Setting(
        name,
        value,
        value,
        of.unit(),
        of.type(),
        of.context(),
        "default",
        null,
        of.min(),
        of.max(),
        value,
        of.allowed(),
        false);
  }

  @Test
  void theServerTakesEveryStatementOfTheProposal() throws Exception {
    for (ProposedSetting setting : proposed()) {
      server.execute("ALTER SYSTEM SET %s = '%s'".formatted(setting.name(), setting.value()));
    }
    server.execute("ALTER SYSTEM RESET ALL");
  }

  @Test
  void withoutTheMemoryOfTheHostItSaysSoAndProposesTheRest() throws Exception {
    Finding finding = propose(Optional.empty()).settings();

    assertThat(finding.passed()).isFalse();
    assertThat(finding.obstacles().get(0).next()).contains("host_memory");
  }

  @Test
  void aGoodIndexIsLeftAlone() throws Exception {
    server.query(
        "SELECT id FROM kb.articles ORDER BY embedding <=> '[%s]' LIMIT 1"
            .formatted("1,".repeat(15) + "1"));

    assertThat(propose(Optional.of("16GB")).indexes().passed()).isTrue();
  }

  @Test
  void invalidDoubleAndForgetfulIndexesAreNamedWithWhatMendsThem() throws Exception {
    server.execute(
        "CREATE INDEX double ON kb.articles USING hnsw (embedding vector_cosine_ops)",
        "CREATE TABLE kb.noise (embedding vector(48))",
        "INSERT INTO kb.noise SELECT ARRAY(SELECT random() FROM generate_series(1, 48) j"
            + " WHERE i = i)::vector FROM generate_series(1, 4000) i",
        "CREATE INDEX forgetful ON kb.noise USING ivfflat (embedding vector_l2_ops)"
            + " WITH (lists = 400)",
        "CREATE INDEX broken ON kb.noise USING hnsw (embedding vector_l2_ops)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'kb.broken'::regclass",
        "ANALYZE kb.noise");
    try {
      Finding finding = propose(Optional.of("16GB")).indexes();

      assertThat(finding.passed()).isFalse();
      assertThat(finding.obstacles().get(0).observed())
          .contains("kb.broken is invalid: REINDEX INDEX CONCURRENTLY \"kb\".\"broken\"")
          .contains("is a duplicate", "DROP INDEX CONCURRENTLY \"kb\".")
          .containsPattern("kb.forgetful finds 0\\.\\d\\d of the 10 nearest")
          .contains("with more probes or fewer lists");
    } finally {
      server.execute("DROP INDEX kb.double", "DROP TABLE kb.noise");
    }
  }

  @Test
  void anIndexThatHasForgottenByManyUpdatesRemembersAgainAfterTheStatement() throws Exception {
    String vector = "ARRAY(SELECT sin(id * j + %d * 0.001) FROM generate_series(1, 8) j)::vector";
    server.execute(
        "CREATE TABLE kb.updated (id int, embedding vector(8)) WITH (autovacuum_enabled = off)",
        "INSERT INTO kb.updated SELECT id, %s FROM generate_series(1, 1000) id"
            .formatted(vector.formatted(0)),
        "CREATE INDEX worn ON kb.updated USING hnsw (embedding vector_l2_ops)");
    try {
      server.execute("ANALYZE kb.updated");
      assertThat(propose(Optional.of("16GB")).indexes().passed()).as("as it was built").isTrue();
      for (int update = 1; update <= 6; update++) {
        server.execute("UPDATE kb.updated SET embedding = " + vector.formatted(update));
      }
      server.execute("ANALYZE kb.updated");

      String observed = propose(Optional.of("16GB")).indexes().obstacles().get(0).observed();
      assertThat(observed)
          .containsPattern(
              "kb\\.worn finds 0\\.[3-7]\\d of the 10 nearest in 10 searches for its own rows")
          .contains("REINDEX INDEX CONCURRENTLY \"kb\".\"worn\"");
      server.execute(observed.replaceFirst("(?s).*(REINDEX [^;]*\"worn\").*", "$1"));
      assertThat(propose(Optional.of("16GB")).indexes().passed()).isTrue();
    } finally {
      server.execute("DROP TABLE kb.updated");
    }
  }

  @Test
  void anIndexThatNobodyUsesIsNamedUntilItIsUsed() throws Exception {
    server.execute(
        "CREATE TABLE kb.idle AS SELECT id, embedding FROM kb.articles LIMIT 500",
        "CREATE INDEX unused ON kb.idle USING hnsw (embedding vector_l2_ops)",
        "ANALYZE kb.idle");
    try {
      assertThat(unused(Duration.ofDays(1))).as("statistics have just begun").isEmpty();
      assertThat(unused(Duration.ZERO))
          .contains("kb.unused was never used: DROP INDEX CONCURRENTLY \"kb\".\"unused\"");

      search("kb.idle", 16);
      assertThat(unused(Duration.ZERO)).noneMatch(finding -> finding.contains("kb.unused"));
    } finally {
      server.execute("DROP TABLE kb.idle");
    }
  }

  @Test
  void anIndexOfPartitionsIsUsedIfOneOfThemIsSearched() throws Exception {
    server.execute(
        "CREATE TABLE kb.years (id int, embedding vector(4)) PARTITION BY RANGE (id)",
        "CREATE TABLE kb.years_old PARTITION OF kb.years FOR VALUES FROM (0) TO (500)",
        "CREATE TABLE kb.years_new PARTITION OF kb.years FOR VALUES FROM (500) TO (1000)",
        "INSERT INTO kb.years SELECT i, ARRAY(SELECT sin(i * j) FROM generate_series(1, 4) j)"
            + "::vector FROM generate_series(1, 999) i",
        "CREATE INDEX years_all ON kb.years USING hnsw (embedding vector_l2_ops)",
        "ANALYZE kb.years");
    try {
      assertThat(unused(Duration.ZERO))
          .contains("kb.years_old_embedding_idx was never used: DROP INDEX \"kb\".\"years_all\"");

      search("kb.years_new", 4);
      assertThat(unused(Duration.ZERO)).noneMatch(finding -> finding.contains("years"));
    } finally {
      server.execute("DROP TABLE kb.years");
    }
  }

  /** By the catalog and the counters, after so long a time of counting. */
  private static List<String> unused(Duration counted) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      return propose(server.connector(), Optional.of("16GB"), Path.of("gates"), counted)
          .catalog(connection, CatalogIndex.readAll(connection))
          .stream()
          .map(IndexFinding::toString)
          .filter(finding -> finding.contains("never used"))
          .toList();
    }
  }

  /** Through the index, and counted before anybody asks. */
  private static void search(String table, int dimensions) throws Exception {
    server.execute(
        "SET enable_seqscan = off",
        "SELECT FROM %s ORDER BY embedding <-> '[1%s]' LIMIT 1"
            .formatted(table, ",1".repeat(dimensions - 1)),
        "SELECT pg_stat_force_next_flush()",
        "SELECT 1");
  }

  @Test
  void ofManyIndexesTheMostUsedAreSearchedAndTheOthersAreNamed() throws Exception {
    server.execute(
        "CREATE TABLE kb.parts (id int, embedding vector(4)) PARTITION BY RANGE (id)",
        "CREATE TABLE kb.parts_1 PARTITION OF kb.parts FOR VALUES FROM (0) TO (500)",
        "CREATE TABLE kb.parts_2 PARTITION OF kb.parts FOR VALUES FROM (500) TO (1000)",
        "CREATE TABLE kb.parts_3 PARTITION OF kb.parts FOR VALUES FROM (1000) TO (1500)",
        "CREATE TABLE kb.unknown (embedding vector(4)) WITH (autovacuum_enabled = off)",
        "INSERT INTO kb.parts SELECT i, ARRAY(SELECT sin(i * j) FROM generate_series(1, 4) j)"
            + "::vector FROM generate_series(1, 1499) i",
        "INSERT INTO kb.unknown SELECT embedding FROM kb.parts",
        "ANALYZE kb.parts",
        "CREATE INDEX ON kb.parts USING hnsw (embedding vector_l2_ops)",
        "CREATE INDEX unknown_index ON kb.unknown USING hnsw (embedding vector_l2_ops)",
        "UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE relname = 'unknown'");
    try {
      assertThat(evidence(propose(Optional.of("16GB")).indexes(), "indexes that are not searched"))
          .contains("kb.unknown_index: not searched, its table was never analysed: ANALYZE")
          .containsOnlyOnce("indexes_at_most: 2 are, kb.")
          .contains("indexes_at_most: 2 are]");
    } finally {
      server.execute("DROP TABLE kb.parts, kb.unknown");
    }
  }

  @Test
  void anIndexOfAnEmptyTableStandsInNobodysWay() throws Exception {
    server.execute(
        "CREATE TABLE kb.void (embedding vector(4))",
        "CREATE INDEX ON kb.void USING hnsw (embedding vector_l2_ops)");
    try {
      Finding builds = propose(Optional.of("16GB")).builds();
      assertThat(builds.passed()).as("%s", builds).isTrue();
      assertThat(evidence(builds, "build memory")).contains("kb.void: 0 rows");
    } finally {
      server.execute("DROP TABLE kb.void");
    }
  }

  @Test
  void aTableThatHasGrownSinceItsStatisticsIsForetoldByItsSize() throws Exception {
    String rows =
        "INSERT INTO kb.growing SELECT ARRAY(SELECT sin(i * j) FROM generate_series(1, 4) j)"
            + "::vector FROM generate_series(1, %d) i";
    server.execute(
        "CREATE TABLE kb.growing (embedding vector(4)) WITH (autovacuum_enabled = off)",
        rows.formatted(500),
        "CREATE INDEX ON kb.growing USING hnsw (embedding vector_l2_ops)",
        rows.formatted(4500));
    try {
      assertThat(evidence(propose(Optional.of("16GB")).builds(), "build memory"))
          .containsPattern("kb.growing: [45],\\d{3} rows"); // it had 500 when it was analysed
    } finally {
      server.execute("DROP TABLE kb.growing");
    }
  }

  @Test
  void whereNobodySaysLimitsOfLoadTheyAreProposed() throws Exception {
    Finding proposed = propose(Optional.of("16GB")).load();

    assertThat(evidence(proposed, "proposed limits of load"))
        .contains("load:\n", "  lock_waits: {at_most: 5} # 0 wait now", "no standby follows now");
  }

  @Test
  void anIndexWithADamagedFileIsToBeBuiltAgain() throws Exception {
    server.execute(
        "CREATE TABLE kb.damaged (embedding vector(8))",
        "INSERT INTO kb.damaged SELECT ARRAY(SELECT sin(i * j) FROM generate_series(1, 8) j)"
            + "::vector FROM generate_series(1, 500) i",
        "CREATE INDEX torn ON kb.damaged USING hnsw (embedding vector_l2_ops)",
        "ANALYZE kb.damaged");
    Path data = Path.of(server.query("SHOW data_directory").get(0));
    Path file = data.resolve(server.query("SELECT pg_relation_filepath('kb.torn')").get(0));
    ServerControl control = server.target().control().orElseThrow();
    control.process().stop(Duration.ofSeconds(60));
    byte[] pages = Files.readAllBytes(file);
    Arrays.fill(pages, 8192, pages.length, (byte) 0x5a);
    Files.write(file, pages);
    control.process().start(Duration.ofSeconds(60));
    try {
      assertThat(propose(Optional.of("16GB")).indexes().obstacles().get(0).observed())
          .contains("kb.torn answers with an error: ERROR: invalid page in block")
          .contains("REINDEX INDEX CONCURRENTLY \"kb\".\"torn\"");
    } finally {
      server.execute("DROP TABLE kb.damaged");
    }
  }

  @Test
  void anExpressionThatFailsIsNotTheIndexesFault() throws Exception {
    server.execute(
        "CREATE FUNCTION kb.half(vector) RETURNS vector LANGUAGE plpgsql IMMUTABLE"
            + " AS 'BEGIN RETURN $1; END'",
        "CREATE TABLE kb.computed AS SELECT * FROM kb.articles LIMIT 100",
        "CREATE INDEX expression ON kb.computed"
            + " USING hnsw ((kb.half(embedding)::vector(16)) vector_l2_ops)",
        "ANALYZE kb.computed",
        "CREATE OR REPLACE FUNCTION kb.half(vector) RETURNS vector LANGUAGE plpgsql IMMUTABLE"
            + " AS 'BEGIN RAISE ''no longer''; END'");
    try {
      assertThat(propose(Optional.of("16GB")).indexes().obstacles().get(0).observed())
          .contains("kb.expression cannot be searched, with or without it: ERROR that is not")
          .contains("SQLSTATE P0001")
          .doesNotContain("no longer");
    } finally {
      server.execute("DROP TABLE kb.computed", "DROP FUNCTION kb.half");
    }
  }

  @Test
  void anIndexForAnotherDistanceThanSearchesGoByIsToBeRemade() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      List<CatalogIndex> indexes = CatalogIndex.readAll(connection);
      IndexFindings findings =
          new IndexFindings(indexes, Map.of("kb.articles", java.util.Set.of("<->")), false);

      assertThat(findings.all().toString())
          .contains(
              "kb.good is for vector_cosine_ops (<=>), and searches of kb.articles go by [<->]")
          .contains("USING hnsw (embedding vector_l2_ops); then DROP INDEX CONCURRENTLY");
    }
  }

  @Test
  void theScriptOfGrantsIsAllThatAnAccountWithoutSuperuserNeeds() throws Exception {
    server.execute(
        "DROP ROLE IF EXISTS tuner", "CREATE ROLE tuner LOGIN PASSWORD 'made-for-trials'");
    Connector tuner = server.connector().as("tuner", new Secret("made-for-trials"));
    Propose propose = propose(tuner, Optional.of("16GB"));
    assertThat(propose.rights().verdicts().get(0).observed()).doesNotStartWith("0 of");

    try (Connection superuser = server.connector().open(ApplicationName.CONTROL);
        Statement grant = superuser.createStatement()) {
      grant.execute(script(propose.rights()));
    }

    String held = propose.rights().verdicts().get(0).observed();
    assertThat(held).matches("(\\d+) of \\1 held");
    try (Connection connection = tuner.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET work_mem = '5MB'");
      statement.execute("SELECT pg_reload_conf()");
      statement.execute("SELECT * FROM pg_file_settings");
      statement.execute("ALTER SYSTEM RESET work_mem");
    }
    assertThat(propose.builds().passed()).isTrue();
    assertThat(propose.settings().passed()).isTrue();
    server.execute("SELECT pg_reload_conf()", "DROP OWNED BY tuner", "DROP ROLE tuner");
  }

  @Test
  @Tag("long")
  void aPoolerIsHeldAgainstTheConnectionsThatTheServerTakes() throws Exception {
    assumeTrue(MadeServer.hasPgBouncer());
    try (MadeServer made = MadeServer.of("pgbouncer")) {
      Finding settings =
          propose(MadeServer.connector(made.fact("session_url")), Optional.of("16GB")).settings();
      assertThat(evidence(settings, "what poolers need"))
          .contains("PgBouncer", "within 37: max_connections = 40", "= 3 and those who");
    }
    assertThat(
            propose(Optional.of("16GB")).settings().evidence().stream()
                .filter(each -> each.name().equals("what poolers need")))
        .allMatch(each -> each.content().equals(List.of()));
  }

  @Test
  @Tag("long")
  void theConsoleOfAPoolerTellsTheSizesOfItsPools(@TempDir Path folder) throws Exception {
    assumeTrue(MadeServer.hasPgBouncer());
    try (MadeServer made =
        MadeServer.of("pgbouncer", Map.of("REDLINE_BOUNCER_ADMIN", "postgres"))) {
      Dsn console = Dsn.parse(made.fact("session_url"));
      Path pass = Files.createFile(folder.resolve("pgpass"));
      Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(pass, "*:*:*:*:" + console.properties().getProperty("password"));
      String port = made.fact("session_url").replaceFirst(".*:(\\d+)/app$", "$1");
      Path asks =
          gates(
              folder.resolve("asks"),
              "host=127.0.0.1 port=%s user=postgres dbname=pgbouncer passfile=%s"
                  .formatted(port, pass));
      Finding told = propose(made.connector(), Optional.of("16GB"), asks).settings();

      assertThat(told.passed()).isTrue();
      assertThat(evidence(told, "what poolers need"))
          .contains("1 pools of 1 databases may open 20 sessions, 0 clients wait", "takes 37");
      assertThat(evidence(told, "as ALTER SYSTEM"))
          .contains("for 30 sessions of pools and past them with 3 sorts each")
          .doesNotContain("max_connections");

      Finding refused =
          propose(
                  made.connector(),
                  Optional.of("16GB"),
                  gates(folder.resolve("closed"), "host=127.0.0.1 port=1"))
              .settings();
      assertThat(refused.passed()).isFalse();
      assertThat(refused.obstacles().toString())
          .contains("SHOW DATABASES by the command of pooler.show ended with 2");
    }
  }

  private static Path gates(Path folder, String console) throws Exception {
    PreparedServer.run("cp", "-r", "gates", folder.toString());
    Path target = folder.resolve("target.yaml");
    Files.writeString(
        target,
        "%s%nyours: {restart: never, pooler: {show: [psql, -X, --csv, \"%s\", -c]}}%n"
            .formatted(Files.readString(target), console));
    return folder;
  }

  private static String script(Finding rights) {
    return evidence(rights, "script of grants");
  }

  private static String evidence(Finding finding, String name) {
    return finding.evidence().stream()
        .filter(each -> each.name().equals(name))
        .map(each -> each.content().toString())
        .findFirst()
        .orElseThrow();
  }

  private static List<ProposedSetting> proposed() throws SQLException {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      return propose(Optional.of("16GB"))
          .proposed(
              connection, SettingsSnapshot.take(connection, Clock.systemUTC()), Optional.empty());
    }
  }

  private static Propose propose(Optional<String> memory) {
    return propose(server.connector(), memory);
  }

  private static Propose propose(Connector connector, Optional<String> memory) {
    return propose(connector, memory, Path.of("gates"));
  }

  private static Propose propose(Connector connector, Optional<String> memory, Path gates) {
    return propose(connector, memory, gates, Duration.ofDays(1));
  }

  private static Propose propose(
      Connector connector, Optional<String> memory, Path gates, Duration unusedFor) {
    return new Propose(
        connector,
        Plan.load(gates),
        new ProposeConfig(
            new Threshold<>(Threshold.Direction.AT_LEAST, 0.9, Optional.empty()),
            10,
            10,
            100_000,
            2,
            unusedFor),
        memory.map(MemorySize::parse),
        Optional.of(4),
        Optional.empty(),
        Clock.systemUTC(),
        line -> {});
  }

  private static ProposedSetting named(List<ProposedSetting> settings, String name) {
    return settings.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static long noticed(SQLWarning first) {
    List<String> notices = new ArrayList<>();
    for (SQLWarning notice = first; notice != null; notice = notice.getNextWarning()) {
      NO_LONGER_FITS
          .matcher(String.valueOf(notice.getMessage()))
          .results()
          .forEach(found -> notices.add(found.group(1)));
    }
    return Long.parseLong(notices.get(0));
  }
}
