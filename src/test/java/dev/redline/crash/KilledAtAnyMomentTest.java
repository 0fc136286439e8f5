package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.CrashTrial.Kill;
import dev.redline.crash.KillPoint.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whenever a run is killed, the next one finds its way back to the old server or to the new. */
@Tag("crash")
class KilledAtAnyMomentTest {

  private static final int AT_ONCE = 2;
  private static final int POINTS_REQUIRED = 40;

  private final List<Callable<Crash>> crashes = new ArrayList<>();

  @Test
  void theNextRunRestoresOrCompletes() throws Exception {
    TracedTests.require();
    try (CrashSite site = CrashSite.make()) {
      CrashTrial trial = CrashTrial.on(site);
      List<KillPoint> stage = record(site, Task.PASS);
      for (KillPoint point : stage) {
        crashes.add(() -> trial.after("stage", List.of(new Kill(Task.PASS, point))));
      }
      for (KillPoint point : from("ROLL_BACK", record(site, Task.FAIL))) {
        crashes.add(() -> trial.after("rollback", List.of(new Kill(Task.FAIL, point))));
      }
      CrashReport report = CrashReport.of(run());
      System.out.println(report);
      report.write(Path.of("target/crash-report.json"));
      assertThat(report.losses()).isEmpty();
      assertThat(report.points()).isGreaterThanOrEqualTo(POINTS_REQUIRED);
    }
  }

  private static List<KillPoint> record(CrashSite site, Task task) throws Exception {
    List<KillPoint> points = new ArrayList<>();
    for (Watch watch : Watch.values()) {
      Path home = site.copy();
      List<SystemCall> calls = new Tracer(site.gates()).record(task, home, watch);
      points.addAll(KillPoints.of(calls, watch, home));
      site.discard(home);
    }
    return points;
  }

  private static List<KillPoint> from(String step, List<KillPoint> points) {
    return points.stream().filter(point -> point.label().startsWith(step)).toList();
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
