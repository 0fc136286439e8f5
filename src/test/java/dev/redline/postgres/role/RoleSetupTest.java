package dev.redline.postgres.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.dsn.Secret;
import dev.redline.plan.Plan;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.trial.BareServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles on a real server: made, kept, mended, refused, and taken back. */
class RoleSetupTest {

  private static final IsolatedRole ROLE = Plan.load(Path.of("gates")).isolation().ltst();
  private static final List<Grant> NEEDS =
      List.of(
          Grant.connect("redline"),
          Grant.usage("public"),
          Grant.on("public", "notes", "SELECT, INSERT"));

  private static BareServer server;
  private static Connection control;

  @TempDir private Path folder;
  private RolePasswords passwords;

  @BeforeAll
  static void start() throws Exception {
    server = BareServer.start();
    server.execute("CREATE TABLE notes (note text)");
    control = server.connector().open(ApplicationName.CONTROL);
  }

  @AfterAll
  static void stop() throws Exception {
    control.close();
    server.close();
  }

  @BeforeEach
  void keepPasswordsInAFolderOfTheTest() {
    passwords = new RolePasswords(folder.resolve("redline/roles"));
  }

  @AfterEach
  void dropTheRole() throws SQLException {
    server.execute(
        "DO $$ BEGIN IF to_regrole('ltst_app') IS NOT NULL THEN DROP OWNED BY ltst_app; DROP ROLE ltst_app; END IF; END $$");
  }

  @Test
  void aNewRolesSessionsHaveThePlansLimitsFromTheRoleItself() throws Exception {
    apply();
    RoleSession session = session();
    assertThat(session.user()).isEqualTo("ltst_app");
    assertThat(session.settings())
        .hasSize(3)
        .allSatisfy(
            setting -> {
              assertThat(setting.source()).isEqualTo("user");
              assertThat(setting.holds(ROLE.settings().get(setting.name()))).isTrue();
            });
  }

  @Test
  void thePasswordIsForItsOwnerOnlyAndPsqlCouldTakeTheFile() throws Exception {
    apply();
    assertThat(Files.getPosixFilePermissions(passwords.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(passwords.file())).matches("\\*:\\*:\\*:ltst_app:[\\w-]{32}\n");
    assertThat(passwords.find("ltst_app").orElseThrow()).hasToString("***");
  }

  @Test
  void thePasswordReachesNeitherTheServersLogNorItsStatistics() throws Exception {
    server.execute("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
    assertThat(setting("log_statement")).isEqualTo("all");
    apply();
    server.execute("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()");
    String log = log();
    assertThat(log).contains("CREATE ROLE \"ltst_app\"", "SCRAM-SHA-256$4096:");
    assertThat(log).doesNotContain(passwords.find("ltst_app").map(Secret::reveal).orElseThrow());
  }

  @Test
  void aRoleMayDoWhatItNeedsAndNoMore() throws Exception {
    apply();
    try (Connection session = connector().open(ApplicationName.LTST)) {
      session.createStatement().execute("INSERT INTO notes VALUES ('kept')");
      assertThatThrownBy(() -> session.createStatement().execute("DELETE FROM notes"))
          .hasMessageContaining("permission denied for table notes");
      assertThatThrownBy(() -> session.createStatement().execute("CREATE TABLE own (i int)"))
          .hasMessageContaining("permission denied for schema public");
    }
  }

  @Test
  void aSecondRunKeepsRoleAndPasswordAndHasNothingToDo() throws Exception {
    apply();
    Secret first = passwords.find("ltst_app").orElseThrow();
    RoleSetup again = read();
    assertThat(again.obstacles()).isEmpty();
    assertThat(again.differences()).isEmpty();
    again.apply(control);
    assertThat(passwords.find("ltst_app")).contains(first);
    assertThat(session().user()).isEqualTo("ltst_app");
  }

  @Test
  void whatDriftedIsMendedAndCanBePutBackAsItWas() throws Exception {
    apply();
    server.execute(
        "ALTER ROLE ltst_app SET work_mem = '1GB'",
        "ALTER ROLE ltst_app RESET temp_file_limit",
        "ALTER ROLE ltst_app CONNECTION LIMIT 3",
        "REVOKE INSERT ON notes FROM ltst_app");
    RoleState drifted = RoleState.read(control, "ltst_app").orElseThrow();
    RoleSetup mending = read();
    assertThat(mending.differences())
        .containsExactly(
            "ALTER ROLE \"ltst_app\" CONNECTION LIMIT 20",
            "ALTER ROLE \"ltst_app\" SET work_mem = '64MB'",
            "ALTER ROLE \"ltst_app\" SET temp_file_limit = '64GB'",
            "GRANT SELECT, INSERT ON TABLE \"public\".\"notes\" TO \"ltst_app\"");
    mending.apply(control);
    assertThat(read().differences()).isEmpty();

    twice(mending.undo());
    assertThat(RoleState.read(control, "ltst_app")).contains(drifted);
    assertThat(read().differences()).isEqualTo(mending.differences());
  }

  @Test
  void aRoleThatWasNotThereIsGoneAfterItsUndoAndNothingItOwnedIsLost() throws Exception {
    RoleSetup setup = read();
    twice(setup.undo());
    setup.apply(control);
    server.execute(
        "CREATE SCHEMA own AUTHORIZATION ltst_app",
        "CREATE TABLE own.t AS SELECT 1 AS i",
        "ALTER TABLE own.t OWNER TO ltst_app");
    twice(setup.undo());
    assertThat(RoleState.read(control, "ltst_app")).isEmpty();
    assertThat(server.query("SELECT i FROM own.t")).containsExactly("1");
    server.execute("DROP SCHEMA own CASCADE");
  }

  @Test
  void aRoleWhoseSessionIsOpenIsDroppedAllTheSame() throws Exception {
    RoleSetup setup = read();
    setup.apply(control);
    try (Connection session = connector().open(ApplicationName.LTST)) {
      assertThat(session.isValid(1)).isTrue();
      twice(setup.undo());
      assertThat(session.isValid(1)).isFalse();
    }
    assertThat(RoleState.read(control, "ltst_app")).isEmpty();
  }

  @Test
  void aRoleThatSomebodyElseMadeIsRefusedWithWhatToDo() throws Exception {
    server.execute("CREATE ROLE ltst_app LOGIN CREATEDB PASSWORD 'theirs'");
    server.execute("ALTER ROLE ltst_app IN DATABASE redline SET work_mem = '2MB'");
    assertThat(read().obstacles())
        .satisfiesExactly(
            power -> assertThat(power).startsWith("ltst_app is CREATEDB, more than"),
            shadow ->
                assertThat(shadow)
                    .isEqualTo(
                        "ALTER ROLE ltst_app IN DATABASE redline owns work_mem and would win: ALTER"
                            + " ROLE ltst_app IN DATABASE redline RESET work_mem"),
            password -> assertThat(password).contains("add the line *:*:*:ltst_app:<password> to"));
  }

  @Test
  void anAccountThatMayOnlyCreateRolesTakesBackWhatItMade() throws Exception {
    Connector maker = maker("CREATEROLE");
    try (Connection account = maker.open(ApplicationName.CONTROL)) {
      assertThat(RoleAuthority.missing(account)).isEmpty();
      RoleSetup setup = RoleSetup.read(account, ROLE, NEEDS, passwords);
      setup.apply(account);
      server.execute("CREATE SCHEMA own", "CREATE TABLE own.t AS SELECT 1 AS i");
      server.execute("ALTER TABLE own.t OWNER TO ltst_app");
      try (Connection session = connector().open(ApplicationName.LTST)) {
        assertThat(RoleAuthority.applications(account, List.of("ltst_app")))
            .containsEntry("ltst_app", List.of("redline-ltst"));
        for (String sql : setup.undo()) {
          account.createStatement().execute(sql);
          account.createStatement().execute(sql);
        }
        assertThat(session.isValid(5)).isFalse();
      }
      assertThat(RoleState.read(control, "ltst_app")).isEmpty();
      assertThat(server.query("SELECT tableowner FROM pg_tables WHERE schemaname = 'own'"))
          .containsExactly("maker");

      assertThat(RoleAuthority.storage(account, "maker")).as("may not look").isNull();
      assertThat(DemandedLogin.storage(maker)).isEqualTo("SCRAM-SHA-256");

      LimitProbe probe = LimitProbe.run(maker, ROLE);
      assertThat(probe.statementTimeout().sqlState()).isEqualTo("57014");
      assertThat(server.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'ltst%'")).isEmpty();
    }
    server.execute("DROP SCHEMA own CASCADE");
    dropMaker();
  }

  @Test
  void anAccountThatCouldNotTakeBackWhatItMakesIsToldBefore() throws Exception {
    server.execute("CREATE ROLE ltst_app LOGIN");
    try (Connection account = maker("CREATEROLE NOINHERIT").open(ApplicationName.CONTROL)) {
      assertThat(RoleAuthority.missing(account))
          .containsExactly(
              "maker could not take back what its roles own, being NOINHERIT: ALTER ROLE maker"
                  + " INHERIT");
      assertThat(RoleSetup.read(account, ROLE, NEEDS, passwords).obstacles())
          .last()
          .asString()
          .startsWith("the account that creates roles is no member of ltst_app");
    }
    dropMaker();
  }

  @Test
  void aSuperuserBecomesNoMember() throws Exception {
    apply();
    assertThat(
            server.query(
                "SELECT member::regrole::text FROM pg_auth_members"
                    + " WHERE roleid = 'ltst_app'::regrole"))
        .isEmpty();
  }

  @Test
  void aRoleThatSomebodyMakesMeanwhileIsNotTakenBack() throws Exception {
    RoleSetup setup = read();
    server.execute("CREATE ROLE ltst_app LOGIN");
    assertThatThrownBy(() -> setup.apply(control)).hasMessageContaining("already exists");
    twice(setup.undo());
    assertThat(RoleState.read(control, "ltst_app")).isPresent();
  }

  @Test
  void aPasswordFileThatOthersMayReadIsRefused() throws Exception {
    passwords.findOrCreate("ltst_app");
    Files.setPosixFilePermissions(passwords.file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> passwords.find("ltst_app"))
        .hasMessageEndingWith("holds passwords and others may read it: chmod 600 it.");
  }

  @Test
  void limitsBiteInSessionsOfATwinThatIsGoneAfterwards() throws Exception {
    LimitProbe probe = LimitProbe.run(server.connector(), ROLE);
    assertThat(probe.tempFileLimit().sqlState()).isEqualTo("53400");
    assertThat(probe.liftingIt().sqlState()).isEqualTo("42501");
    assertThat(probe.statementTimeout().sqlState()).isEqualTo("57014");
    assertThat(server.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'ltst%'")).isEmpty();
  }

  @Test
  void aTwinThatSomebodyElseHasMadeIsTheOutcomeAndIsLeftAlone() throws Exception {
    server.execute("CREATE ROLE ltst_app_probe");
    LimitProbe probe = LimitProbe.run(server.connector(), ROLE);
    assertThat(List.of(probe.tempFileLimit(), probe.liftingIt(), probe.statementTimeout()))
        .allSatisfy(
            outcome -> {
              assertThat(outcome.sqlState()).isEqualTo("42710");
              assertThat(outcome.message()).contains("role \"ltst_app_probe\" already exists");
            });
    server.execute("DROP ROLE ltst_app_probe");
  }

  @Test
  void aTwinThatCannotConnectIsTheOutcomeAndIsDropped() throws Exception {
    server.execute("REVOKE CONNECT ON DATABASE redline FROM PUBLIC");
    LimitProbe probe = LimitProbe.run(server.connector(), ROLE);
    server.execute("GRANT CONNECT ON DATABASE redline TO PUBLIC");
    assertThat(probe.statementTimeout().sqlState()).isEqualTo("42501");
    assertThat(probe.statementTimeout().message())
        .contains("permission denied for database \"redline\"");
    assertThat(server.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'ltst%'")).isEmpty();
  }

  /** An account with the attributes and what it needs to pass on, and nothing else. */
  private static Connector maker(String attributes) throws SQLException {
    server.execute(
        "CREATE ROLE maker LOGIN %s PASSWORD 'SECRET'".formatted(attributes),
        "GRANT SET ON PARAMETER temp_file_limit TO maker",
        "GRANT CONNECT ON DATABASE redline TO maker WITH GRANT OPTION",
        "GRANT USAGE ON SCHEMA public TO maker WITH GRANT OPTION",
        "GRANT SELECT, INSERT ON notes TO maker WITH GRANT OPTION");
    return server.connector().as("maker", new Secret("SECRET"));
  }

  private static void dropMaker() throws SQLException {
    server.execute("DROP OWNED BY maker CASCADE", "DROP ROLE maker");
  }

  private void apply() throws Exception {
    read().apply(control);
  }

  private RoleSetup read() throws SQLException {
    return RoleSetup.read(control, ROLE, NEEDS, passwords);
  }

  private void twice(List<String> statements) throws SQLException {
    server.execute(statements.toArray(String[]::new));
    server.execute(statements.toArray(String[]::new));
  }

  private Connector connector() {
    return server.connector().as("ltst_app", passwords.find("ltst_app").orElseThrow());
  }

  private RoleSession session() throws SQLException {
    try (Connection session = connector().open(ApplicationName.LTST)) {
      return RoleSession.read(session);
    }
  }

  private static String setting(String name) throws SQLException {
    return server.query("SHOW " + name).get(0);
  }

  private static boolean isLog(Path file) {
    return file.getFileName().toString().contains("log") && Files.isRegularFile(file);
  }

  private String log() throws Exception {
    try (Stream<Path> files = Files.walk(server.home())) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(RoleSetupTest::isLog).toList()) {
        if (Files.isRegularFile(file) && !file.toString().contains("pg_")) {
          text.append(
              new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
        }
      }
      return text.toString();
    }
  }
}
