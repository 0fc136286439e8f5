package dev.redline.change.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.change.WayBack;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerProcess;
import dev.redline.state.KeptChange;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ALTER SYSTEM is taken back on a server that has changed meanwhile. */
@ExtendWith(SharedBareServer.class)
class AlterSystemKindTest {

  @Test
  void aNameThatTheServerDoesNotKnowAnyMoreStandsInNobodysWay(BareServer server) throws Exception {
    String file = server.query("SHOW data_directory").get(0) + "/postgresql.auto.conf";
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      KeptChange kept =
          AlterSystemKind.keep(connection, file, List.of("pg_stat_statements.track", "work_mem"));
      statement.execute("ALTER SYSTEM SET work_mem = '5MB'");

      WayBack back = new AlterSystemKind().wayBack(kept);
      back.unset(connection);
      assertThat(back.gone(connection)).allMatch(verdict -> verdict.passed());
    }
  }

  @Test
  void aFormerValueOfALibraryThatIsGoneIsPutBackAllTheSame() throws Exception {
    try (BareServer server = BareServer.start()) {
      String file = server.query("SHOW data_directory").get(0) + "/postgresql.auto.conf";
      server.execute(
          "LOAD 'plpgsql'",
          "ALTER SYSTEM SET plpgsql.extra_warnings = 'all'",
          "ALTER SYSTEM SET work_mem = '6MB'");
      KeptChange kept;
      try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
        kept =
            AlterSystemKind.keep(connection, file, List.of("plpgsql.extra_warnings", "work_mem"));
      }
      server.execute("ALTER SYSTEM RESET ALL");
      ServerProcess process = server.target().control().orElseThrow().process();
      process.stop(Duration.ofSeconds(60));
      process.start(Duration.ofSeconds(60));

      WayBack back = new AlterSystemKind().wayBack(kept);
      try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
        back.unset(connection);
        assertThat(back.gone(connection)).allMatch(verdict -> verdict.passed());
      }
    }
  }
}
