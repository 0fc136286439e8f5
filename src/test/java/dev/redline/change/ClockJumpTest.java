package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody sets the clock in the middle of a run. */
@ExtendWith(StageTrials.class)
class ClockJumpTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String BACKUP =
      "The way back is kept, and proven, before anything is touched";
  private static final String RESTART =
      "The change takes effect, with a restart where it needs one";
  private static final String COMMIT = "The change is committed";
  private static final Pattern NEGATIVE_TIME =
      Pattern.compile("\"[A-Za-z]*(illis|econds|uration|ime)[A-Za-z]*\" ?: ?\"?(-|PT-)[0-9]");

  private final JumpingClock clock = new JumpingClock();
  private StageTrial trial;
  private byte[] original;

  @BeforeEach
  void takeCopy(StageTrial copy) throws Exception {
    trial = copy.with(clock);
    original = trial.configuration();
  }

  @AfterEach
  void close() throws Exception {
    assertNoNegativeTime();
  }

  @Test
  @Tag("long")
  void aStagePassesThoughTheClockJumpsBackAndForth() throws Exception {
    trial.before(BACKUP, () -> clock.jump(DAY.negated()));
    trial.before(RESTART, () -> clock.jump(DAY.multipliedBy(2)));
    trial.before(COMMIT, () -> clock.jump(DAY.negated()));
    assertThat(trial.run("StageA").failed()).isEmpty();
    assertThat(trial.query("SHOW jit")).containsExactly("off");
  }

  @Test
  @Tag("long")
  void aServerIsPutBackThoughTheChangeSeemsToHaveBegunTomorrow() throws Exception {
    trial.before(BACKUP, () -> clock.jump(DAY));
    trial.before(RESTART, () -> clock.jump(DAY.negated()));
    trial.edit("red-lines.yaml", "precision: {at_least: 0.35", "precision: {at_least: 1.0");
    assertThat(trial.run("StageA").message()).contains("Rolled back in", "proven to be as before");
    assertThat(trial.configuration()).isEqualTo(original);
    assertThat(trial.query("SHOW jit")).containsExactly("on");
  }

  private void assertNoNegativeTime() throws IOException {
    for (Path file : trial.evidence(".json")) {
      assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(NEGATIVE_TIME);
    }
    assertThat(trial.stateFile()).content().doesNotContainPattern(NEGATIVE_TIME);
  }

  /** Right until it jumps. */
  private static final class JumpingClock extends Clock {
    private volatile Duration off = Duration.ZERO;

    void jump(Duration by) {
      off = off.plus(by);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(off);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
