package dev.redline.postgres.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.health.FollowersCheck;
import dev.redline.health.SurroundingsCheck;
import dev.redline.plan.ApplyWay;
import dev.redline.trial.MadeServer;
import dev.redline.trial.PreparedServer;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A real primary with a real standby. */
class StandbyTest {

  @Test
  void eachSeesTheOtherAndOnlyThePrimaryMayBeChanged() throws Exception {
    try (MadeServer server = MadeServer.of("standby")) {
      ServerSurroundings primary = around(server.fact("url"));
      ServerSurroundings standby = around(server.fact("standby_url"));

      assertThat(primary.recognised(Kind.STANDBY))
          .singleElement()
          .satisfies(each -> assertThat(each.name()).contains("walreceiver", "async"));
      assertThat(SurroundingsCheck.mayBeChanged(primary, ApplyWay.POSTGRESQL_CONF).passed())
          .isTrue();
      assertThat(FollowersCheck.restart(primary).orElseThrow()).startsWith("cut off meanwhile");
      assertThat(standby.recognised(Kind.PRIMARY)).hasSize(1);
      assertThat(SurroundingsCheck.mayBeChanged(standby, ApplyWay.POSTGRESQL_CONF).toString())
          .contains("pg_is_in_recovery() is true", "name the primary in DATABASE_URL");
    }
  }

  @Test
  void aSlotOfLogicalReplicationIsNamedForTheRestart() throws Exception {
    try (MadeServer server = MadeServer.of("plain")) {
      assertThat(around(server.fact("url")).recognised(Kind.LOGICAL_SLOT)).isEmpty();
      server.execute("ALTER SYSTEM SET wal_level = logical");
      PreparedServer.run(server.words("restart"));
      server.execute("SELECT pg_create_logical_replication_slot('cdc', 'pgoutput')");
      server.execute("SELECT pg_create_physical_replication_slot('away')");

      ServerSurroundings around = around(server.fact("url"));

      assertThat(around.recognised(Kind.LOGICAL_SLOT))
          .singleElement()
          .satisfies(
              slot -> {
                assertThat(slot.name()).isEqualTo("cdc, plugin pgoutput");
                assertThat(slot.signs())
                    .containsExactly(Sign.proof("pg_replication_slots: not active"));
              });
      assertThat(FollowersCheck.restart(around).orElseThrow())
          .isEqualTo(
              "cut off meanwhile, and set as before afterwards: logical replication slot cdc,"
                  + " plugin pgoutput");
      assertThat(around.toString())
          .contains("logical replication slot: cdc", "one that is away, with slot away");
      assertThat(SurroundingsCheck.mayBeChanged(around, ApplyWay.POSTGRESQL_CONF).passed())
          .isTrue();
    }
  }

  private static ServerSurroundings around(String url) throws Exception {
    return ServerSurroundings.read(MadeServer.connector(url), Clock.systemUTC());
  }
}
