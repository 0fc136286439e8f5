package dev.redline.postgres.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.health.FollowersCheck;
import dev.redline.health.SurroundingsCheck;
import dev.redline.plan.ApplyWay;
import dev.redline.trial.MadeServer;
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

  private static ServerSurroundings around(String url) throws Exception {
    return ServerSurroundings.read(MadeServer.connector(url), Clock.systemUTC());
  }
}
