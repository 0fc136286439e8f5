package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeServer;
import dev.redline.trial.MadeTrial;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gates of propose, on servers of somebody's. */
@ExtendWith(StageTrials.class)
class ProposeGatesTest {

  @Test
  void anAccountWithNoMoreThanTheGrantsGetsEveryProposal(StageTrial trial) throws Exception {
    try (MadeServer server = MadeServer.of("non-superuser")) {
      trial.environment("DATABASE_URL", server.fact("url"));

      GateOutcomes outcomes = trial.run("Propose");

      assertThat(outcomes.failed()).isEmpty();
      assertThat(Files.readString(trial.evidence("propose/settings.sql").get(0)))
          .contains("ALTER SYSTEM SET shared_buffers = '", "next restart: shared_buffers");
      assertThat(Files.readString(trial.evidence("propose/grants.sql").get(0)))
          .contains("For account tuner", "GRANT pg_monitor TO \"tuner\"; -- ");
    }
  }

  /** Whoever needs the script of grants has none of them. */
  @Test
  void anAccountThatMayOnlyLogInGetsTheScriptOfGrants() throws Exception {
    try (MadeTrial made = MadeTrial.of("plain")) {
      String owners = made.server().fact("url");
      String password = owners.replaceFirst(".*//postgres:([^@]*)@.*", "$1");
      made.server().execute("CREATE ROLE bare LOGIN PASSWORD '%s'".formatted(password));
      String url = owners.replace("//postgres:", "//bare:");
      made.trial().environment("DATABASE_URL", url);

      GateOutcomes outcomes = made.trial().runOnly("Propose");

      assertThat(outcomes.failed()).isEmpty();
      assertThat(Files.readString(made.trial().evidence("propose/grants.sql").get(0)))
          .contains("GRANT pg_monitor TO \"bare\"; -- ");
    }
  }
}
