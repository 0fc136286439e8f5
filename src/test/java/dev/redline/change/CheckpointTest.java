package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Secret;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a shutdown may take is known from what a checkpoint before it has written. */
@ExtendWith(SharedBareServer.class)
class CheckpointTest {

  @Test
  void whatIsWrittenByThenIsCountedAndGivesTheShutdownItsTime(BareServer server) throws Exception {
    server.execute(
        "CHECKPOINT",
        "CREATE TABLE written AS SELECT i, repeat('x', 900) FROM generate_series(1, 20000) i");
    try {
      Checkpoint.Taken taken = new Checkpoint(server.connector()).taken();
      assertThat(taken.words()).matches("a checkpoint of \\d+ ms before it, [23]\\d{3} pages; .*");
      assertThat(taken.shutdown()).isPositive();
    } finally {
      server.execute("DROP TABLE written");
    }
  }

  @Test
  void dirtyPagesAreCountedWherePgBufferCacheIsThere(BareServer server) throws Exception {
    server.execute("CREATE EXTENSION pg_buffercache");
    try {
      assertThat(new Checkpoint(server.connector()).taken().words())
          .matches(".* 0 s more to shut down for \\d pages");
    } finally {
      server.execute("DROP EXTENSION pg_buffercache");
    }
  }

  @Test
  void theRateOfTheCheckpointTellsTheTime() {
    assertThat(Checkpoint.shutdown(10_000, Duration.ofSeconds(2), 20_000))
        .isEqualTo(Duration.ofSeconds(8));
    assertThat(Checkpoint.shutdown(12, Duration.ofMillis(1), 3_000))
        .isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void whereNoCheckpointMayBeAskedForNothingIsAdded(BareServer server) throws Exception {
    server.execute("CREATE ROLE checks LOGIN PASSWORD 'x'");
    try {
      Checkpoint.Taken taken =
          new Checkpoint(server.connector().as("checks", new Secret("x"))).taken();
      assertThat(taken.words()).startsWith("no checkpoint before it: ");
      assertThat(taken.shutdown()).isZero();
    } finally {
      server.execute("DROP ROLE checks");
    }
  }
}
