package dev.redline.change.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restart ends the session that held the lock, and somebody else may take it. */
@ExtendWith(StageTrials.class)
class LostLockTest {

  private static final String AFTER_RESTART = "The server is healthy after the change";

  @Tag("long")
  @Test
  void aStageThatLosesTheLockInTheMiddleStopsAndPutsTheServerBack(StageTrial trial)
      throws Exception {
    AtomicReference<Connection> somebody = new AtomicReference<>();
    byte[] original = trial.configuration();
    trial.before(AFTER_RESTART, () -> somebody.set(withLock(trial.connect())));
    GateOutcomes outcomes = trial.run("StageA");
    somebody.get().close();
    assertThat(outcomes.failed()).containsOnlyKeys(AFTER_RESTART);
    assertThat(outcomes.message())
        .contains("BROKEN: Another tuner holds the advisory lock")
        .contains("Rolled back in", "Hot-fix:");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW jit")).containsExactly("on");
  }

  private static Connection withLock(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(0x7265646c696e65L));
    }
    return connection;
  }
}
