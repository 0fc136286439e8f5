package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.CrashTrial.Kill;
import dev.redline.crash.KillPoint.Watch;
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
 * <p>Ends runs at each point, by a kill, by a signal that asks, and with another clone that goes
 * on; {@code -Dcrash=<any text>} draws one of each kind by that text.
 */
@Tag("crash")
class KilledAtAnyMomentTest {

  private static final int AT_ONCE = 2;
  private static final int POINTS_REQUIRED = 150;
  private static final String DRAWN_BY = System.getProperty("crash", "");

  private final List<Callable<Crash>> kills = new ArrayList<>();
  private final List<Callable<Crash>> signals = new ArrayList<>();
  private final List<Callable<Crash>> clones = new ArrayList<>();

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
      assertThat(kills).hasSizeGreaterThanOrEqualTo(POINTS_REQUIRED);
      planSignals(trial, "stage", stage);
      CrashTrial yours = CrashTrial.on(site.asYours());
      List<KillPoint> yourStage = yours.points(Task.PASS, List.of());
      planSignals(yours, "stage of yours", yourStage);
      for (KillPoint point : betweenPrograms(yourStage)) {
        clones.add(
            () -> shown(yours.inAnotherCloneAfter("stage of a clone", new Kill(Task.PASS, point))));
      }
      CrashReport report = CrashReport.of(run(drawn()));
      System.out.println(report);
      report.write(Path.of("target/crash-report.json"));
      assertThat(report.losses()).isEmpty();
    }
  }

  /** All, or one of each kind, saying by what it was drawn. */
  private List<Callable<Crash>> drawn() {
    Random random = new Random(DRAWN_BY.hashCode());
    List<Callable<Crash>> drawn = new ArrayList<>();
    for (List<Callable<Crash>> kind : List.of(kills, signals, clones)) {
      Collections.shuffle(kind, random);
      drawn.addAll(DRAWN_BY.isEmpty() ? kind : kind.subList(0, 1));
    }
    System.out.printf(
        "%d of %d kills, %d signals, %d with another clone, drawn by '%s'%n",
        drawn.size(), kills.size(), signals.size(), clones.size(), DRAWN_BY);
    return drawn;
  }

  /** One for each point at which a run can be asked to end, by one signal or the other. */
  private void planSignals(CrashTrial trial, String what, List<KillPoint> points) {
    for (KillPoint point : betweenPrograms(points)) {
      Signal signal = signals.size() % 2 == 0 ? Signal.INT : Signal.TERM;
      Kill kill = new Kill(Task.PASS, point, signal);
      signals.add(() -> shown(trial.after(what + ", by SIG" + signal, List.of(kill))));
    }
  }

  /** Where the server is open; one that was left stopped is started by its own clone alone. */
  private static List<KillPoint> betweenPrograms(List<KillPoint> points) {
    return points.stream()
        .filter(point -> point.watch() == Watch.FILES)
        .filter(point -> !point.label().startsWith("OPEN") && !point.label().startsWith("CLOSE"))
        .toList();
  }

  /** One crash for each point. */
  private void plan(
      CrashTrial trial, String killed, List<Kill> before, Task task, List<KillPoint> points) {
    for (KillPoint point : points) {
      List<Kill> kills = new ArrayList<>(before);
      kills.add(new Kill(task, point));
      this.kills.add(() -> shown(trial.after(killed, kills)));
    }
  }

  private static Crash shown(Crash crash) {
    System.out.printf(
        "Killed in a %s, %s: %s%n",
        crash.killed(), crash.at(), crash.lost() ? "LOST, " + crash.troubles() : crash.outcome());
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

  private static List<Crash> run(List<Callable<Crash>> crashes) throws Exception {
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
