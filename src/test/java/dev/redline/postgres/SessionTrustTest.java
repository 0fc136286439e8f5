package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.dsn.Secret;
import dev.redline.health.ServerHealth;
import dev.redline.plan.Plan;
import dev.redline.trial.BareServer;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchSession;
import dev.redline.vector.VectorTable;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Roles and databases set to make a session see, do or fail at other things than it should. */
class SessionTrustTest {

  private static BareServer server;

  @BeforeAll
  static void start() throws Exception {
    server = BareServer.start();
    server.execute(
        "CREATE ROLE tenant LOGIN PASSWORD 'tenant'",
        "CREATE SCHEMA evil AUTHORIZATION tenant",
        // What an owner of a database may do with a superuser who only looks at his settings.
        "CREATE FUNCTION evil.gain() RETURNS boolean LANGUAGE plpgsql AS"
            + " 'BEGIN ALTER ROLE tenant SUPERUSER; RETURN true; END'",
        "CREATE VIEW evil.pg_settings AS SELECT s.* FROM pg_catalog.pg_settings s WHERE evil.gain()",
        "CREATE TABLE evil.items (id bigint PRIMARY KEY, embedding vector(3))",
        "ALTER VIEW evil.pg_settings OWNER TO tenant",
        "ALTER FUNCTION evil.gain() OWNER TO tenant");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void reset() throws Exception {
    server.execute(
        "ALTER DATABASE redline RESET ALL",
        "ALTER ROLE redline RESET ALL",
        "ALTER ROLE tenant RESET ALL",
        "ALTER SCHEMA public OWNER TO pg_database_owner",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "ALTER ROLE tenant NOSUPERUSER");
  }

  @Test
  void aSearchPathOfTheDatabasesOwnerMakesNobodyASuperuser() throws Exception {
    server.execute("ALTER DATABASE redline SET search_path = evil, pg_catalog, public");

    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      SettingsSnapshot.take(session, Clock.systemUTC());
      assertThat(one(session, "SHOW search_path")).isEqualTo("\"public\", pg_temp");
      assertThat(one(session, "SELECT count(*) > 100 FROM pg_settings")).isEqualTo("t");
    }

    assertTenantIsNoSuperuser();
  }

  @Test
  void aTableOfTheSessionsOwnDoesNotStandInForACatalogEither() throws Exception {
    try (Connection session = server.connector().open(ApplicationName.CONTROL);
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE pg_settings (name text)");
      assertThat(one(session, "SELECT count(*) > 100 FROM pg_settings")).isEqualTo("t");
    }
  }

  @Test
  void aSchemaInWhichOthersMayCreateObjectsIsLeftOut() throws Exception {
    server.execute("GRANT CREATE ON SCHEMA public TO PUBLIC");

    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      assertThat(one(session, "SHOW search_path")).isEqualTo("pg_catalog, pg_temp");
      assertThatThrownBy(() -> one(session, "SELECT '[1]'::vector"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void anOperatorThatSomebodyElseLeftInATrustedSchemaMakesNobodyASuperuser() throws Exception {
    server.execute(
        "CREATE FUNCTION public.gain(name, name) RETURNS boolean LANGUAGE plpgsql AS"
            + " 'BEGIN ALTER ROLE tenant SUPERUSER; RETURN true; END'",
        "CREATE OPERATOR public.!~~ (leftarg = name, rightarg = name, function = public.gain)",
        "ALTER FUNCTION public.gain(name, name) OWNER TO tenant",
        "ALTER OPERATOR public.!~~ (name, name) OWNER TO tenant");
    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      RowCounts.ofVectorTables(session);
      assertTenantIsNoSuperuser();
      assertThat(one(session, "SHOW search_path")).isEqualTo("pg_catalog, pg_temp");
    } finally {
      server.execute("DROP FUNCTION public.gain(name, name) CASCADE");
    }
  }

  @Test
  void aCastOfAKeysTypeMakesItsOwnerNoSuperuser() throws Exception {
    server.execute(
        "CREATE TYPE evil.colour AS ENUM ('red')",
        "CREATE FUNCTION evil.shown(evil.colour) RETURNS text LANGUAGE plpgsql AS"
            + " 'BEGIN ALTER ROLE tenant SUPERUSER; RETURN $$red$$; END'",
        "CREATE CAST (evil.colour AS text) WITH FUNCTION evil.shown(evil.colour)",
        "CREATE TABLE evil.coloured (id evil.colour PRIMARY KEY, embedding public.vector(3))",
        "INSERT INTO evil.coloured VALUES ('red', '[1,2,3]')",
        "ALTER TYPE evil.colour OWNER TO tenant",
        "ALTER FUNCTION evil.shown(evil.colour) OWNER TO tenant");
    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      Map<String, KeySample> samples = SampledKeys.take(session);
      assertTenantIsNoSuperuser();
      assertThat(samples).doesNotContainKey("evil.coloured").isNotEmpty();
    } finally {
      server.execute("DROP TABLE evil.coloured", "DROP TYPE evil.colour CASCADE");
    }
  }

  @Test
  void vectorsAreSearchedWhereTheSchemaOfPgvectorIsLeftOut() throws Exception {
    server.execute(
        "CREATE SCHEMA IF NOT EXISTS app",
        "CREATE TABLE IF NOT EXISTS app.items (id bigint PRIMARY KEY, embedding public.vector(3))",
        "INSERT INTO app.items VALUES (1, '[1,0,0]'), (2, '[0,1,0]') ON CONFLICT DO NOTHING",
        "GRANT CREATE ON SCHEMA public TO PUBLIC",
        "ALTER DATABASE redline SET search_path = app, public");

    try (SearchSession search =
        new SearchSession(
            server.connector().open(ApplicationName.EVALUATION),
            Plan.load(Path.of("gates")).latency().policy(),
            SearchPace.UNLIMITED)) {
      assertThat(
              search.nearest(
                  new VectorTable("items", "id", "embedding"),
                  SearchInput.of(new float[] {0, 1, 0}),
                  1))
          .extracting("id")
          .containsExactly("2");
    }
  }

  /** An owner of a database may set it for everybody; the function puts the role off again. */
  @Test
  void aRoleThatTheDatabasesOwnerSetsForSessionsMakesHimNoSuperuser() throws Exception {
    server.execute(
        "CREATE FUNCTION evil.gain(name, name) RETURNS boolean LANGUAGE plpgsql AS"
            + " 'BEGIN RESET ROLE; SET ROLE NONE; ALTER ROLE tenant SUPERUSER; RETURN true; END'",
        "CREATE OPERATOR evil.!~~ (leftarg = name, rightarg = name, function = evil.gain)",
        "ALTER FUNCTION evil.gain(name, name) OWNER TO tenant",
        "ALTER OPERATOR evil.!~~ (name, name) OWNER TO tenant",
        "ALTER DATABASE redline SET role = tenant",
        "ALTER DATABASE redline SET search_path = evil, public");
    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      assertThat(one(session, "SELECT current_user")).isEqualTo("redline");
      assertThat(one(session, "SHOW search_path")).isEqualTo("\"public\", pg_temp");
      one(session, "SELECT 'a'::name NOT LIKE 'a'::name");
      assertTenantIsNoSuperuser();
    } finally {
      server.execute(
          "SET ROLE NONE",
          "ALTER DATABASE redline RESET ALL",
          "DROP FUNCTION evil.gain(name, name) CASCADE");
    }
  }

  @Test
  void limitsAndNotationsOfTheRoleBendNothing() throws Exception {
    for (String setting :
        List.of(
            "statement_timeout = '1ms'",
            "lock_timeout = '1ms'",
            "idle_in_transaction_session_timeout = '1ms'",
            "idle_session_timeout = '5s'",
            "default_transaction_read_only = on",
            "DateStyle = 'German'",
            "IntervalStyle = 'iso_8601'",
            "bytea_output = 'escape'",
            "row_security = off",
            "standard_conforming_strings = off",
            "client_min_messages = 'error'",
            "quote_all_identifiers = on",
            "array_nulls = off",
            "transform_null_equals = on",
            "extra_float_digits = -15",
            "backslash_quote = off")) {
      server.execute("ALTER ROLE redline SET " + setting);
    }

    try (Connection session = server.connector().open(ApplicationName.CONTROL);
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE writable (at timestamp)");
      assertThat(one(session, "SELECT pg_sleep(0.05)::text")).isEmpty();
      assertThat(one(session, "SELECT '2026-02-01'::date::text")).isEqualTo("2026-02-01");
      assertThat(one(session, "SELECT interval '1 day'::text")).isEqualTo("1 day");
      assertThat(one(session, "SELECT '\\x41'::bytea::text")).isEqualTo("\\x41");
      assertThat(one(session, "SHOW client_min_messages")).isEqualTo("notice");
      assertThat(one(session, "SELECT 'pg_class'::regclass::text")).isEqualTo("pg_class");
      assertThat(one(session, "SELECT ('{NULL}'::text[])[1] IS NULL")).isEqualTo("t");
      assertThat(one(session, "SELECT (1 = NULL) IS NULL")).isEqualTo("t");
      assertThat(one(session, "SELECT 0.1::float8::text")).isEqualTo("0.1");
    }
  }

  @Test
  void whatSessionsReplaceIsOnRecordBesideTheHealthCheck() throws Exception {
    server.execute(
        "ALTER DATABASE redline SET statement_timeout = '7s'",
        "ALTER ROLE redline SET statement_timeout = '1ms'",
        "ALTER ROLE redline SET default_transaction_read_only = on",
        "ALTER DATABASE redline SET \"DateStyle\" = 'German'",
        "ALTER ROLE redline SET work_mem = '5MB'",
        "ALTER ROLE tenant SET lock_timeout = '1ms'");
    Finding health =
        new ServerHealth(
                server.connector(),
                Plan.load(Path.of("gates")).health(),
                Clock.systemUTC(),
                Set.of(),
                ServerHealth.Roles.PRIMARY)
            .health();

    assertThat(health.evidence())
        .filteredOn(each -> each.name().contains("our sessions replace"))
        .extracting(Evidence::content)
        .containsExactly(
            List.of(
                new ReplacedSetting("DateStyle", "database redline", "German", "ISO, MDY"),
                new ReplacedSetting("default_transaction_read_only", "role redline", "on", "off"),
                new ReplacedSetting("statement_timeout", "role redline", "1ms", "10min")));
  }

  @Test
  void aSnapshotShowsWhatTheServerWouldGiveASessionAndNotWhatOursHas() throws Exception {
    server.execute("ALTER DATABASE redline SET lock_timeout = '7s'");

    try (Connection session = server.connector().open(ApplicationName.CONTROL)) {
      assertThat(one(session, "SHOW lock_timeout")).isEqualTo("1min");
      assertThat(
              SettingsSnapshot.take(session, Clock.systemUTC()).setting("lock_timeout").holds("7s"))
          .isTrue();
    }
  }

  @Test
  void theLimitsOfARoleThatIsTriedStay() throws Exception {
    server.execute("ALTER ROLE tenant SET statement_timeout = '1234ms'");

    try (Connection session =
        server.connector().as("tenant", new Secret("tenant")).open(ApplicationName.EVALUATION)) {
      assertThat(one(session, "SHOW statement_timeout")).isEqualTo("1234ms");
    }
  }

  private static void assertTenantIsNoSuperuser() throws Exception {
    assertThat(server.query("SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = 'tenant'"))
        .containsExactly("f");
  }

  private static String one(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
