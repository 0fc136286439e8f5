package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.MadeTrial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server of somebody's is restarted in its hours, and back before they end. */
@Tag("long")
class RestartWindowTest {

  private final TimeOfDay clock = new TimeOfDay();
  private MadeTrial made;

  @BeforeEach
  void start() throws Exception {
    made =
        MadeTrial.of(
            "plain",
            "start: %start",
            "stop: %stop",
            "window: {hours: 02:00-04:00, back_by: 03:20, zone: UTC}");
    made.trial().with(clock);
  }

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  @Test
  void anApprovalBeforeTheHoursIsCarriedOutInThem() throws Exception {
    clock.become("01:00");
    String started = made.server().query("SELECT pg_postmaster_start_time()");
    assertThat(made.untilItsCommit("StageA").message())
        .startsWith("PAUSED: hours for a restart: observed 01:0")
        .contains("Nothing goes on until then");
    assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);

    clock.become("02:30");
    made.trial().withoutProperty("approve");
    assertThat(made.trial().run("StageA").message()).startsWith("PAUSED: decision about commit");
  }

  @Test
  void whatIsNotProvenInTimeIsTakenBack() throws Exception {
    clock.become("02:30");
    made.trial().before("Caches are warm before anything is timed", () -> clock.become("03:20"));
    assertThat(made.untilItsCommit("StageA").message())
        .startsWith("FAIL: time to begin going back: observed 03:2")
        .contains("proven to be as before");
    assertThat(made.server().query("SHOW jit")).isEqualTo("on");
  }

  /** Today's date, at the time of day that the test says, going on from there. */
  private static final class TimeOfDay extends Clock {

    private Duration offset = Duration.ZERO;

    void become(String time) {
      Instant now = Instant.now();
      Instant wanted = now.atZone(ZoneOffset.UTC).with(LocalTime.parse(time)).toInstant();
      offset = Duration.between(now, wanted);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(offset);
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
