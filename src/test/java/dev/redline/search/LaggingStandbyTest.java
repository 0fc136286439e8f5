package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.MadeServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A standby that has stopped following stops our searches on its primary. */
@Tag("long")
class LaggingStandbyTest {

  private static final LoadLimits LIMITS =
      new LoadLimits(
          Duration.ofSeconds(10),
          Optional.empty(),
          atMost(5),
          atMost(Duration.ofSeconds(2)),
          atMost(50),
          atMost(Duration.ofSeconds(5)),
          30,
          Duration.ofMinutes(1));

  @Test
  void whatIsWrittenAndNotReplayedCounts() throws Exception {
    try (MadeServer primary = MadeServer.of("standby");
        Connection standby =
            MadeServer.connector(primary.fact("standby_url")).open(ApplicationName.CONTROL);
        Statement asked = standby.createStatement()) {
      assertThatCode(() -> look(primary)).doesNotThrowAnyException();
      asked.execute("SELECT pg_wal_replay_pause()");
      primary.execute("CREATE TABLE written (i int)");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                primary.execute("INSERT INTO written VALUES (1)");
                assertThatThrownBy(() -> look(primary))
                    .isInstanceOf(LoadLimitException.class)
                    .hasMessageContaining("stopped measuring: replication lag: observed ")
                    .hasMessageContaining("required at most 2000 ms");
              });
      asked.execute("SELECT pg_wal_replay_resume()");
    }
  }

  private static void look(MadeServer primary) throws SQLException {
    try (Supervision within = Supervision.within(LIMITS).of(primary.connector())) {
      within.look();
    }
  }

  private static <T extends Comparable<T>> Threshold<T> atMost(T limit) {
    return new Threshold<>(Threshold.Direction.AT_MOST, limit, Optional.empty());
  }
}
