package dev.redline.record.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.console.Waiting.WaitingLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {

  private static final WaitingLine LINE =
      new WaitingLine("The demo is filled", Optional.of(Duration.ofSeconds(8)));

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final HandTimer timer = new HandTimer();

  @AfterEach
  void end() {
    timer.shutdownNow();
  }

  @Test
  void aLogGetsPlainLinesAfterTwoSecondsAndThenEveryThirty() {
    Waiting waiting = begin(ConsolePace.LOG);
    timer.ring(2);
    waiting.close();

    assertThat(timer.told).containsExactly(2_000L, 30_000L);
    assertThat(text().lines())
        .containsExactly(
            "  ....  The demo is filled: 2 s so far, about 8 s last time",
            "  ....  The demo is filled: 32 s so far, about 8 s last time");
  }

  @Test
  void whatTheTimeGoesIntoIsNamedUntilItIsOver() {
    Waiting waiting = begin(ConsolePace.LOG);
    waiting.goesOn("Building index a…");
    timer.ring(1);
    waiting.goesOn("");
    timer.ring(1);

    assertThat(text().lines())
        .containsExactly(
            "  ....  The demo is filled: Building index a…: 2 s so far, about 8 s last time",
            "  ....  The demo is filled: 32 s so far, about 8 s last time");
  }

  @Test
  void aTerminalSeesOneLineThatIsGoneInTheEnd() {
    Waiting waiting = begin(ConsolePace.TERMINAL);
    timer.ring(3);
    waiting.close();

    assertThat(timer.told).containsExactly(2_000L, 1_000L);
    assertThat(text()).doesNotContain("\n").contains("4 s so far").endsWith("\r\u001b[2K");
  }

  @Test
  void whoWantsQuietHearsNothing() {
    Waiting waiting = begin(ConsolePace.QUIET);
    timer.ring(2);
    waiting.close();

    assertThat(text()).isEmpty();
  }

  @Test
  void nothingIsToldOnceItIsOver() {
    begin(ConsolePace.LOG).close();
    timer.ring(1);

    assertThat(text()).isEmpty();
  }

  @Test
  void aTerminalInCiIsALog() {
    assertThat(ConsolePace.of(Map.of(), Map.of(), true)).isEqualTo(ConsolePace.TERMINAL);
    assertThat(ConsolePace.of(Map.of(), Map.of("CI", "true"), true)).isEqualTo(ConsolePace.LOG);
    assertThat(ConsolePace.of(Map.of(), Map.of(), false)).isEqualTo(ConsolePace.LOG);
    assertThat(ConsolePace.of(Map.of("quiet", ""), Map.of(), true)).isEqualTo(ConsolePace.QUIET);
    assertThat(ConsolePace.of(Map.of("quiet", "false"), Map.of(), false))
        .isEqualTo(ConsolePace.LOG);
  }

  @Test
  void theTimeOfAGateIsKnownToTheNextRun(@TempDir Path home) throws Exception {
    LastTimes times = LastTimes.in(home);
    times.took("stageA: fill", Duration.ofSeconds(8));
    times.write();

    assertThat(LastTimes.in(home).of("stageA: fill")).contains(Duration.ofSeconds(8));

    Files.writeString(home.resolve("gate-times.json"), "torn");
    assertThat(LastTimes.in(home).of("stageA: fill")).isEmpty();
  }

  private Waiting begin(ConsolePace pace) {
    return new Waiting(new PrintStream(screen, true, UTF_8), pace, LINE, timer);
  }

  private String text() {
    return screen.toString(UTF_8);
  }

  /** A timer that rings when it is told to. */
  private static final class HandTimer extends ScheduledThreadPoolExecutor {

    private final List<Long> told = new ArrayList<>();
    private Runnable bell = () -> {};

    private HandTimer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable command, long initialDelay, long period, TimeUnit unit) {
      bell = command;
      told.addAll(List.of(unit.toMillis(initialDelay), unit.toMillis(period)));
      return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    private void ring(int times) {
      for (int i = 0; i < times; i++) {
        bell.run();
      }
    }
  }
}
