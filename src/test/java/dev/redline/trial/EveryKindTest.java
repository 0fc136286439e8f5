package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.dsn.Dsn;
import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fixtures/servers/walk runs: stage A on each kind of server, declined and committed. */
@Tag("long")
class EveryKindTest {

  private static final String HEALTH =
      "The server answers, is recent enough and has the extensions that the plan needs";
  private static final String SURROUNDINGS =
      "Who stands between the harness and the server, behind it and above it is on record";
  private static final Path KNOWLEDGE_BASE = Path.of("fixtures/servers/knowledge-base.yaml");
  private static final List<String> FILES = List.of("start: %start", "stop: %stop");
  private static final List<String> STATEMENTS =
      List.of("restart: %restart", "apply: alter_system");
  private static final List<String> INCLUDED =
      List.of("start: %start", "stop: %stop", "apply: {include: %folderzz-redline.conf}");

  /** By kind: the lines about the server in gates/target.yaml. */
  private static final Map<String, List<String>> KINDS =
      Map.ofEntries(
          Map.entry("plain", FILES),
          Map.entry("debian", INCLUDED),
          Map.entry("include", INCLUDED),
          Map.entry("alter-system", STATEMENTS),
          Map.entry("address", STATEMENTS),
          Map.entry("tablespace", FILES),
          Map.entry("root-owned", FILES),
          Map.entry("peer", FILES),
          Map.entry("tls", FILES),
          Map.entry("standby", FILES),
          Map.entry("pgbouncer", FILES),
          Map.entry("application", FILES),
          Map.entry("non-superuser", STATEMENTS),
          Map.entry("searches", FILES));

  static Stream<String> kinds() {
    String named = System.getenv().getOrDefault("REDLINE_KINDS", "").strip();
    return named.isEmpty() ? KINDS.keySet().stream().sorted() : Arrays.stream(named.split("\\s+"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stageAIsDeclinedWithoutATraceAndCommittedWithNothingButItsSettings(String kind)
      throws Exception {
    List<String> yours = KINDS.get(kind);
    try (MadeTrial made = MadeTrial.readOnly(MadeServer.of(kind))) {
      yours(made, yours);
      if (kind.equals("searches")) {
        made.trial().write("workload.yaml", Files.readString(KNOWLEDGE_BASE));
      }
      if (kind.equals("non-superuser")) {
        withNothingButThePrintedGrants(made);
      }
      ServerState before = ServerState.of(made.server());
      Optional<ServerState> standby = standby(made);
      assertThat(made.untilItsCommit("StageA").message())
          .startsWith("PAUSED: decision about commit");
      made.trial().withoutProperty("approve").property("decline", "commit");
      assertThat(made.trial().run("StageA").message()).contains("proven to be as before");
      assertThat(ServerState.of(made.server())).as("after the decline").isEqualTo(before);
      assertThat(standby(made)).as("its standby after the decline").isEqualTo(standby);

      GateOutcomes waiting = made.untilItsCommit("StageA");
      made.trial().property("approve", waiting.approvals());
      assertThat(made.trial().run("StageA").failed()).isEmpty();
      ServerState after = ServerState.of(made.server());
      Set<String> differences = after.settingsOtherThan(before);
      assertThat(planned(made)).containsAll(differences);
      assertThat(after.dumpWithoutMarks()).isEqualTo(before.dumpWithoutMarks());
      String written = written(made, yours);
      assertThat(after.filesOtherThan(before, written))
          .as("owner, group, mode, ACL and content of each file that is not to be written")
          .isSubsetOf(yours == INCLUDED ? Set.of(written) : Set.of());
      write(kind, yours, differences);
    }
  }

  /** A standby is what the harness is pointed at. */
  @Test
  void aStandbyItselfIsRefusedAndLeftAsItIs() throws Exception {
    assumeTrue(kinds().anyMatch("standby"::equals), "not among REDLINE_KINDS");
    try (MadeTrial made = MadeTrial.readOnly(MadeServer.of("standby"))) {
      yours(made, STATEMENTS);
      made.trial().environment("DATABASE_URL", made.server().fact("standby_url"));
      ServerState primary = ServerState.of(made.server());
      Optional<ServerState> standby = standby(made);

      GateOutcomes outcomes = made.trial().run("StageA");

      assertThat(outcomes.failed()).containsOnlyKeys(HEALTH);
      assertThat(outcomes.message())
          .startsWith("FAIL: role of the server: observed standby, required primary")
          .contains("run the gates on the primary");
      assertThat(outcomes.passed()).contains(SURROUNDINGS);
      assertThat(made.trial().evidence("server_surroundings.json"))
          .singleElement()
          .satisfies(
              file ->
                  assertThat(file)
                      .content()
                      .contains("primary of this server", "pg_is_in_recovery() is true"));
      assertThat(ServerState.of(made.server())).isEqualTo(primary);
      assertThat(standby(made)).isEqualTo(standby);
    }
  }

  /** Makes the account anew, which then has what the printed script of grants gives it. */
  private static void withNothingButThePrintedGrants(MadeTrial made) throws Exception {
    String url = made.server().fact("url");
    Connector superuser = MadeServer.connector(url.replace("//tuner:", "//postgres:"));
    execute(
        superuser,
        "DROP OWNED BY tuner",
        "DROP ROLE tuner",
        "CREATE ROLE tuner LOGIN PASSWORD '%s'"
            .formatted(Dsn.parse(url).properties().getProperty("password")),
        "GRANT pg_read_all_settings TO tuner");
    GateOutcomes without = made.trial().run("StageA");
    assertThat(without.failed()).as("without the grants").isNotEmpty();
    assertThat(without.failed().toString()).doesNotContain("-Dapprove=");

    made.trial().runOnly("Propose");
    List<Path> script = made.trial().evidence("propose/grants.sql");
    execute(superuser, Files.readString(script.get(0)));
  }

  private static void execute(Connector superuser, String... statements) throws Exception {
    try (Connection connection = superuser.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The only file whose content a stage is meant to change. */
  private static String written(MadeTrial made, List<String> yours) {
    Path configuration = Path.of(made.server().fact("configuration"));
    if (yours == FILES) {
      return configuration.toString();
    }
    return configuration
        .resolveSibling(yours == INCLUDED ? "conf.d/zz-redline.conf" : "postgresql.auto.conf")
        .toString();
  }

  /** The one that follows, once it has replayed all; empty where none does. */
  private static Optional<ServerState> standby(MadeTrial made) throws Exception {
    if (!made.server().facts().containsKey("standby_url")) {
      return Optional.empty();
    }
    String written = made.server().query("SELECT pg_current_wal_flush_lsn()");
    Connector standby = MadeServer.connector(made.server().fact("standby_url"));
    await().atMost(Duration.ofMinutes(2)).until(() -> hasReplayed(standby, written));
    return Optional.of(ServerState.ofStandby(made.server()));
  }

  private static boolean hasReplayed(Connector standby, String lsn) throws Exception {
    try (Connection connection = standby.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(lsn))) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static void yours(MadeTrial made, List<String> lines) throws Exception {
    String folder =
        Path.of(made.server().fact("configuration")).getParent().resolve("conf.d") + "/";
    made.yours(lines.stream().map(each -> each.replace("%folder", folder)).toArray(String[]::new));
  }

  private static List<String> planned(MadeTrial made) {
    Plan plan = Plan.load(made.trial().gates());
    List<String> names =
        plan.phase("stageA").stage().orElseThrow().settings().stream()
            .map(setting -> setting.name())
            .toList();
    return Stream.concat(names.stream(), plan.derivedFrom(names).stream()).toList();
  }

  private static void write(String kind, List<String> yours, Set<String> differences)
      throws Exception {
    String way = yours.stream().filter(line -> line.startsWith("apply")).findFirst().orElse("");
    Files.writeString(
        Path.of("target/servers.md"),
        "| %s | %s | as before | %s |%n"
            .formatted(
                kind,
                way.isEmpty() ? "postgresql.conf" : way.replaceAll("apply: |[{}]|: %.*", ""),
                String.join(", ", differences)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
