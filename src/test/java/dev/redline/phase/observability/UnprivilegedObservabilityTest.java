package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.postgres.ApplicationName;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeServer;
import dev.redline.trial.MadeTrial;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The phase by an account that is no superuser: what it lacks is said before the restart. */
@Tag("long")
class UnprivilegedObservabilityTest {

  private static final String NAMED =
      "What is created besides settings is named, and takes nobody's place";
  private static final String CREATED = "The change is written where it belongs";
  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  @Test
  void itIsRefusedBeforeAnybodyIsAskedAndGoesOnByTheGrantsThatItNames() throws Exception {
    try (MadeTrial made = MadeTrial.of("non-superuser")) {
      String started = made.server().query(STARTED);

      GateOutcomes outcomes = made.trial().run("Observability");
      assertThat(outcomes.failed()).containsOnlyKeys(NAMED);
      assertThat(outcomes.message())
          .contains("INCONCLUSIVE", "CREATE EXTENSION pg_stat_statements", "Nothing had been")
          .doesNotContain("-Dapprove=");
      assertThat(made.server().query(STARTED)).isEqualTo(started);

      asSuperuser(
          made,
          "CREATE EXTENSION pg_stat_statements",
          "GRANT CREATE ON SCHEMA public TO tuner",
          "GRANT SET ON PARAMETER pg_stat_statements.track TO tuner",
          MadeTrial.INDEXED_TABLE,
          "GRANT SELECT ON passages TO tuner");
      made.searchIndexed();
      assertThat(made.untilItsCommit("Observability").passed()).contains(NAMED, CREATED);
    }
  }

  @Test
  void whatAlterSystemWouldNotTakeYetIsSaidBeforeAnybodyIsAsked() throws Exception {
    try (MadeTrial made =
        MadeTrial.of("alter-system", "restart: %restart", "apply: alter_system")) {
      assumeTrue(Integer.parseInt(made.server().query("SHOW server_version_num")) < 170_000);
      String started = made.server().query(STARTED);

      assertThat(made.trial().run("Observability").message())
          .contains("pg_stat_statements.track", "before their library is loaded", "apply: {include")
          .doesNotContain("-Dapprove=");
      assertThat(made.server().query(STARTED)).isEqualTo(started);
    }
  }

  private static void asSuperuser(MadeTrial made, String... statements) throws Exception {
    String url = made.server().fact("url").replace("//tuner:", "//postgres:");
    try (Connection connection = MadeServer.connector(url).open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
