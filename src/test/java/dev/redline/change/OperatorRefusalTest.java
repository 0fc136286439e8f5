package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server with the signs of an operator: nothing is changed, and its resource's patch is named.
 */
@Tag("long")
class OperatorRefusalTest {

  @Test
  void theValuesAreNamedForTheOperatorsResourceAndTheServerIsUntouched() throws Exception {
    try (MadeTrial made = MadeTrial.of("plain")) {
      made.server().execute("CREATE ROLE _crunchyrepl; CREATE ROLE ccp_monitoring");
      String started = made.server().query("SELECT pg_postmaster_start_time()");

      GateOutcomes outcomes = made.trial().run("StageA");

      assertThat(outcomes.failed()).containsOnlyKeys("The server is one that may be changed");
      assertThat(outcomes.message())
          .contains(
              "Crunchy's operator",
              "kubectl patch postgresclusters.postgres-operator.crunchydata.com CLUSTER",
              "\"dynamicConfiguration\":{\"postgresql\":{\"parameters\":{",
              "\"shared_buffers\":\"",
              "Nothing had been changed");
      assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);
    }
  }
}
