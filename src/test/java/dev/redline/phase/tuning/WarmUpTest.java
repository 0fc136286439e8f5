package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.SteadyTicks;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After the restart nothing is timed before caches are warm. */
@Tag("long")
@ExtendWith(StageTrials.class)
class WarmUpTest {

  private static final String WARM = "Caches are warm before anything is timed";
  private static final String LIMITS =
      "warm: {hits: 0.01, times: 0.1, or_times: 0.1ms, longest: 5min}";
  private static final String NEVER =
      "warm: {hits: 0.01, times: 0.01, or_times: 1us, longest: 1ms}";

  @Test
  void whatIsNotWarmInTimeIsInconclusiveWithoutASecondRestartAndTheNextRunGoesOn(StageTrial trial)
      throws Exception {
    trial.execute("CREATE EXTENSION pg_prewarm");
    trial.edit("latency.yaml", LIMITS, NEVER).timedBy(fasterEachTime());

    GateOutcomes cold = trial.run("StageA");

    assertThat(cold.failed()).containsOnlyKeys(WARM);
    assertThat(cold.message())
        .startsWith("INCONCLUSIVE: caches after the restart: observed after 2 rounds in ")
        .contains("The change stays in force, without another restart.");
    assertThat(trial.query("SHOW jit")).containsExactly("off");

    trial.edit("latency.yaml", NEVER, LIMITS).timedBy(new SteadyTicks());
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.query("SHOW jit")).containsExactly("off");
  }

  @Test
  void observabilityWaitsForWarmCachesAfterItsRestartToo(StageTrial trial) throws Exception {
    trial.edit("latency.yaml", LIMITS, NEVER).timedBy(fasterEachTime());

    GateOutcomes cold = trial.run("Observability");

    assertThat(cold.failed()).containsOnlyKeys(WARM);
    assertThat(cold.message()).startsWith("INCONCLUSIVE: caches after the restart");
  }

  private static LongSupplier fasterEachTime() {
    return new LongSupplier() {
      private double step = 20e6;
      private long now;

      @Override
      public synchronized long getAsLong() {
        step *= 0.999;
        now += (long) step;
        return now;
      }
    };
  }
}
