package dev.redline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A restart ends the session that held the lock, and somebody else may take it. */
class LostLockTest {

  private static final String AFTER_RESTART = "The server is healthy after the restart";

  private static Path quick;
  private static PreparedServer prepared;

  @BeforeAll
  static void prepare() throws Exception {
    quick = QuickPlan.copyOf(Path.of("gates"));
    prepared = PreparedServer.make(quick);
  }

  @AfterAll
  static void remove() throws Exception {
    prepared.remove();
    PreparedServer.run("rm", "-rf", quick.toString());
  }

  @Test
  void aStageThatLosesTheLockInTheMiddleStopsAndPutsTheServerBack() throws Exception {
    AtomicReference<Connection> somebody = new AtomicReference<>();
    try (StageTrial trial = StageTrial.on(prepared, quick)) {
      byte[] original = trial.configuration();
      trial.before(AFTER_RESTART, () -> somebody.set(withLock(trial.connect())));
      GateOutcomes outcomes = trial.run("StageA");
      somebody.get().close();
      assertThat(outcomes.failed()).containsOnlyKeys(AFTER_RESTART);
      assertThat(outcomes.message())
          .contains("LockedException: Another tuner holds the advisory lock")
          .contains("Rolled back in", "Hot-fix:");
      assertThat(trial.configuration()).isEqualTo(original);
      assertThat(trial.query("SHOW jit")).containsExactly("on");
    }
  }

  private static Connection withLock(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(0x7265646c696e65L));
    }
    return connection;
  }
}
