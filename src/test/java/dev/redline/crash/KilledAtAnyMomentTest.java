package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.CrashTrial.Kill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whenever a run is killed, the next one finds its way back to the old server or to the new.
 *
 * <p>Kills at each point; {@code -Dcrash=<any text>} draws {@value #SAMPLE} of them by that text.
 */
@Tag("crash")
class KilledAtAnyMomentTest {

  private static final int AT_ONCE = 2;
  private static final int POINTS_REQUIRED = 150;
  private static final int SAMPLE = 3;
  private static final String DRAWN_BY = System.getProperty("crash", "");

  private final List<Callable<Crash>> crashes = new ArrayList<>();

  @Test
  void theNextRunRestoresOrCompletes() throws Exception {
    TracedTests.require();
    try (CrashSite site = CrashSite.make()) {
      CrashTrial trial = CrashTrial.on(site);
      List<KillPoint> stage = trial.points(Task.PASS, List.of());
      plan(trial, "stage", List.of(), Task.PASS, stage);
      plan(
          trial,
          "rollback",
          List.of(),
          Task.FAIL,
          of("ROLL_BACK", trial.points(Task.FAIL, List.of())));
      List<Kill> stopped = List.of(new Kill(Task.PASS, whileStopped(stage)));
      plan(
          trial,
          "recovery",
          stopped,
          Task.LOOK_AND_PASS,
          of("OPEN", trial.points(Task.LOOK_AND_PASS, stopped)));
      assertThat(crashes).hasSizeGreaterThanOrEqualTo(POINTS_REQUIRED);
      draw();
      CrashReport report = CrashReport.of(run());
      System.out.println(report);
      report.write(Path.of("target/crash-report.json"));
      assertThat(report.losses()).isEmpty();
    }
  }

  /** Leaves the drawn ones, and says by what they were drawn. */
  private void draw() {
    if (!DRAWN_BY.isEmpty()) {
      int all = crashes.size();
      Collections.shuffle(crashes, new Random(DRAWN_BY.hashCode()));
      crashes.subList(SAMPLE, all).clear();
      System.out.printf("%d of %d kills, drawn by %s%n", SAMPLE, all, DRAWN_BY);
    }
  }

  /** One crash for each point. */
  private void plan(
      CrashTrial trial, String killed, List<Kill> before, Task task, List<KillPoint> points) {
    for (KillPoint point : points) {
      List<Kill> kills = new ArrayList<>(before);
      kills.add(new Kill(task, point));
      crashes.add(() -> killed(trial, killed, kills));
    }
  }

  private static Crash killed(CrashTrial trial, String what, List<Kill> kills) throws Exception {
    Crash crash = trial.after(what, kills);
    System.out.printf(
        "Killed in a %s, %s: %s%n", what, crash.at(), crash.lost() ? "LOST" : crash.outcome());
    return crash;
  }

  private static List<KillPoint> of(String step, List<KillPoint> points) {
    return points.stream().filter(point -> point.label().startsWith(step)).toList();
  }

  /** The restart asks whether the server runs, stops it, asks again, and starts it. */
  private static KillPoint whileStopped(List<KillPoint> points) {
    return points.stream()
        .filter(point -> point.label().equals("RESTART: program 3 has ended"))
        .findFirst()
        .orElseThrow();
  }

  private List<Crash> run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Crash> done = new ArrayList<>();
      for (Future<Crash> crash : threads.invokeAll(crashes)) {
        done.add(crash.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }
}
