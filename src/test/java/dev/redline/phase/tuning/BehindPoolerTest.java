package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.ApplicationName;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stage on a server that somebody has named by the address of its pooler. */
@ExtendWith(StageTrials.class)
@EnabledIf(
    value = "dev.redline.trial.MadeServer#hasPgBouncer",
    disabledReason = "no /usr/sbin/pgbouncer: apt-get install pgbouncer, and stop its service")
class BehindPoolerTest {

  private static final String MAY_BE_CHANGED = "The server is one that may be changed";

  @Test
  void isRefusedBeforeAnythingIsTouchedAndNamesTheServerItself(StageTrial trial) throws Exception {
    try (MadeServer server = MadeServer.of("pgbouncer")) {
      trial.append(
          "target.yaml",
          "yours:\n  start: %s\n  stop: %s\n".formatted(server.fact("start"), server.fact("stop")));
      byte[] configuration = Files.readAllBytes(Path.of(server.fact("configuration")));
      String started = started(server);

      for (String mode : List.of("transaction", "session", "statement")) {
        trial.environment("DATABASE_URL", server.fact(mode + "_url"));
        GateOutcomes outcomes = trial.run("StageA");

        assertThat(outcomes.failed()).as(mode).containsOnlyKeys(MAY_BE_CHANGED);
        assertThat(outcomes.message())
            .contains("FAIL: who stands around the server: observed pooler: PgBouncer, pool mode")
            .contains("name the server itself in DATABASE_URL, which was reached at 127.0.0.1:")
            .contains("(read only: through PgBouncer, pool mode %s)".formatted(mode));
      }
      assertThat(started(server)).isEqualTo(started);
      assertThat(Path.of(server.fact("configuration"))).hasBinaryContent(configuration);
      assertThat(trial.evidence("server_surroundings.json")).hasSize(1);
    }
  }

  @Test
  void isRefusedOnThePoolersSocketToo(StageTrial trial) throws Exception {
    try (MadeServer server = MadeServer.of("pgbouncer")) {
      trial.append(
          "target.yaml",
          "yours:\n  start: %s\n  stop: %s\n".formatted(server.fact("start"), server.fact("stop")));
      byte[] configuration = Files.readAllBytes(Path.of(server.fact("configuration")));
      String started = started(server);
      String url = server.fact("transaction_url");
      trial.environment(
          "DATABASE_URL",
          "postgresql:///app?user=postgres&password=%s&port=%s&host=%s"
              .formatted(
                  url.replaceFirst(".*postgres:([^@]*)@.*", "$1"),
                  url.replaceFirst(".*:(\\d+)/app$", "$1"),
                  server.folder().resolve("transaction")));

      GateOutcomes outcomes = trial.run("StageA");

      assertThat(outcomes.failed()).containsOnlyKeys(MAY_BE_CHANGED);
      assertThat(outcomes.message())
          .contains("observed pooler: PgBouncer, pool mode transaction")
          .contains("name the server itself in DATABASE_URL, which was reached at 127.0.0.1:");
      assertThat(started(server)).isEqualTo(started);
      assertThat(Path.of(server.fact("configuration"))).hasBinaryContent(configuration);
    }
  }

  private static String started(MadeServer server) throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_postmaster_start_time()")) {
      row.next();
      return row.getString(1);
    }
  }
}
