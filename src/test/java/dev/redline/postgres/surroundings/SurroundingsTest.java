package dev.redline.postgres.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.fleet.OperatorResource;
import dev.redline.health.FollowersCheck;
import dev.redline.health.SurroundingsCheck;
import dev.redline.plan.ApplyWay;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.ServerFacts.Slot;
import dev.redline.postgres.surroundings.ServerFacts.Standby;
import dev.redline.verdict.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers of many kinds say, by the documentation of those who run them. */
class SurroundingsTest {

  private static final Facts NOTHING = new Facts(Set.of(), Map.of(), Set.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Amazon RDS | rdsadmin rds_superuser | rds.extensions=x
          Amazon Aurora | | aurora_replica_read_consistency=x apg_plan_mgmt.enabled=x
          Google Cloud SQL | cloudsqladmin cloudsqlsuperuser | cloudsql.enable_pgaudit=off
          Google AlloyDB | alloydbadmin alloydbsuperuser | alloydb.iam=off
          Azure Database for PostgreSQL | azuresu azure_pg_admin | azure.extensions=x
          Supabase | supabase_admin supabase_auth_admin authenticator |
          Neon | neon_superuser cloud_admin | neon.tenant_id=x
          Aiven | avnadmin aiven_monitor |
          DigitalOcean | doadmin _dodb |
          Timescale Cloud | tsdbadmin tsdbowner |
          Timescale Cloud | tsdbadmin | tsdb_admin.legacy=off
          CloudNativePG | streaming_replica | archive_command=/controller/manager_wal-archive
          Zalando's operator (Spilo) | zalandos robot_zmon | shared_preload_libraries=bg_mon,pg_stat_statements
          Crunchy's operator | _crunchyrepl ccp_monitoring | data_directory=/pgdata/pg15
          """)
  void isRecognisedByTwoSignsAndRefusedWithTheNextStep(String name, String roles, String settings) {
    ServerSurroundings around = around(new Facts(words(roles), values(settings), Set.of()));

    assertThat(around.participants()).filteredOn(Participant::recognised).hasSize(1);
    assertThat(around.participants().get(0).name()).isEqualTo(name);
    assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).status())
        .isEqualTo(Status.FAIL);
    assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).next())
        .contains("-Dgroups=propose");
  }

  @Test
  void everyOperatorsResourceIsKnown() {
    assertThat(Signatures.ALL)
        .filteredOn(each -> each.kind() == Kind.OPERATOR)
        .isNotEmpty()
        .allMatch(each -> OperatorResource.of(each.name()).isPresent());
  }

  @Test
  void oneHintAloneIsSuspectedAndStopsNobody() {
    ServerSurroundings around = around(new Facts(Set.of("authenticator"), Map.of(), Set.of()));

    assertThat(around.toString())
        .isEqualTo("perhaps a managed service: Supabase (role authenticator)");
    assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).passed()).isTrue();
  }

  @Test
  void patroniIsRecognisedByTheCommandLineAndItsSession() {
    Map<String, String> passed = new HashMap<>();
    for (String name :
        List.of(
            "cluster_name",
            "max_connections",
            "max_locks_per_transaction",
            "max_prepared_transactions",
            "max_replication_slots",
            "max_wal_senders",
            "max_worker_processes",
            "wal_level")) {
      passed.put(name, "demo");
    }
    ServerSurroundings around =
        ServerSurroundings.of(
            direct(),
            facts(Set.of(), settings(passed, "command line"), Set.of("Patroni heartbeat")));

    assertThat(around.recognised(Kind.CLUSTER_MANAGER))
        .singleElement()
        .satisfies(each -> assertThat(each.signs()).hasSize(3));
    assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).next())
        .contains("patronictl edit-config");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          odyssey: c1f5: route for 'pgbouncer.app' is not found | Odyssey
          FATAL: No pool configured for database: "pgbouncer", user: "app" | PgCat
          FATAL: Tenant or user not found | Supavisor
          FATAL: not allowed | PgBouncer
          ERROR: SET failed | PgBouncer
          something else | a pooler that does not tell its name
          """)
  void aPoolerTellsItsNameByWhatItSaysAtItsConsole(String said, String name) {
    Route route =
        new Route(
            Endpoint.loopback(6432, "app", "app", "x"),
            7,
            List.of(100, 100),
            List.of(101),
            Optional.of("10.0.0.5"),
            5432,
            Optional.empty(),
            Optional.of(said),
            true);

    Participant pooler = PoolerSigns.in(route).orElseThrow();
    assertThat(pooler.name()).isEqualTo(name + ", pool mode session");
    assertThat(pooler.recognised()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          demo.proxy-cabc1234xyz.eu-west-1.rds.amazonaws.com | RDS Proxy, pool mode transaction
          reads.endpoint.proxy-cabc1234xyz.eu-west-1.rds.amazonaws.com | RDS Proxy, pool mode transaction
          aws-0-eu-central-1.pooler.supabase.com | Supavisor, pool mode transaction
          ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech | Neon's PgBouncer, pool mode transaction
          demo.cabc1234xyz.eu-west-1.rds.amazonaws.com | a pooler that does not tell its name, pool mode transaction
          """)
  void aPoolerThatSaysNothingIsNamedByItsHost(String host, String name) {
    ServerSurroundings around =
        ServerSurroundings.of(shared(host, List.of(100, 101), List.of(101)), NOTHING.read());

    assertThat(around.recognised(Kind.POOLER))
        .singleElement()
        .satisfies(
            pooler -> {
              assertThat(pooler.name()).isEqualTo(name);
              assertThat(pooler.signs()).hasSizeGreaterThan(1);
            });
    assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).passed()).isFalse();
  }

  @Test
  void theHostsNameAloneIsNoPooler() {
    Route direct =
        shared("demo.proxy-cabc1234xyz.eu-west-1.rds.amazonaws.com", List.of(7, 7), List.of());

    assertThat(PoolerSigns.in(direct).filter(Participant::recognised)).isEmpty();
  }

  private static Route shared(String host, List<Integer> processes, List<Integer> another) {
    return new Route(
        new Endpoint("jdbc:postgresql://%s:5432/app".formatted(host), new Properties()),
        7,
        processes,
        another,
        Optional.of("10.0.0.5"),
        5432,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @Test
  void aForwardedPortLeadsToAServerElsewhere() {
    ServerSurroundings around =
        ServerSurroundings.of(route("10.0.0.5", 5432, false), NOTHING.read());

    assertThat(around.recognised(Kind.TUNNEL)).hasSize(1);
    assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).toString())
        .contains("connected to 127.0.0.1, the server was reached at 10.0.0.5")
        .contains("run the harness on the server's own machine (it was reached at 10.0.0.5:5432)");
  }

  @Test
  void followersAreNamedForTheDecisionAboutTheRestart() {
    ServerFacts facts =
        new ServerFacts(
            "",
            settings(Map.of(), "default"),
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(new Standby("replica1", "10.0.0.6", "streaming", "sync")),
            List.of(new Slot("away", "", false), new Slot("cdc", "pgoutput", true)),
            false,
            "");
    ServerSurroundings around = ServerSurroundings.of(direct(), facts);

    assertThat(FollowersCheck.restart(around).orElseThrow())
        .contains(
            "standby of this server (name not shown) at 10.0.0.6, sync", "cdc, plugin pgoutput");
    assertThat(around.toString()).contains("perhaps a standby of this server: one that is away");
  }

  @Test
  void aStandbyIsNotChanged() {
    ServerFacts facts =
        new ServerFacts(
            "",
            settings(Map.of(), "default"),
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            true,
            "10.0.0.1:5432");

    assertThat(
            SurroundingsCheck.mayBeChanged(
                    ServerSurroundings.of(direct(), facts), ApplyWay.POSTGRESQL_CONF)
                .next())
        .contains("name the primary");
  }

  private static ServerSurroundings around(Facts facts) {
    return ServerSurroundings.of(direct(), facts.read());
  }

  private record Facts(Set<String> roles, Map<String, String> settings, Set<String> applications) {
    ServerFacts read() {
      return facts(roles, SurroundingsTest.settings(settings, "configuration file"), applications);
    }
  }

  private static ServerFacts facts(
      Set<String> roles, SettingsSnapshot settings, Set<String> applications) {
    return new ServerFacts(
        "", settings, roles, Set.of(), applications, List.of(), List.of(), false, "");
  }

  private static Route direct() {
    return route("127.0.0.1", 5432, true);
  }

  private static Route route(String server, int port, boolean here) {
    return new Route(
        Endpoint.loopback(5432, "app", "app", "x"),
        100,
        List.of(100, 100),
        List.of(),
        Optional.of(server),
        port,
        Optional.empty(),
        Optional.empty(),
        here);
  }

  private static Set<String> words(String text) {
    return text == null ? Set.of() : Set.of(text.split(" "));
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new HashMap<>();
    if (text != null) {
      Arrays.stream(text.split(" "))
          .map(each -> each.split("=", 2))
          .forEach(each -> values.put(each[0], each[1]));
    }
    return values;
  }

  private static SettingsSnapshot settings(Map<String, String> values, String source) {
    Map<String, Setting> settings = new HashMap<>();
    values.forEach((name, value) -> settings.put(name, setting(name, value, source)));
    return new SettingsSnapshot(
        Instant.EPOCH, new ServerIdentity(null, "15", 150000, "app", "app", null, ""), settings);
  }

  private static Setting setting(String name, String value, String source) {
    return new Setting(
        name, value, value, null, "string", "sighup", source, null, null, null, null, List.of(),
        false);
  }
}
