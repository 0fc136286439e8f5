package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.KillPoint.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk is full from some write on: the run says so, and the next one with space goes on. */
@Tag("crash")
class FullDiskTest {

  private static CrashSite site;
  private static CrashTrial trial;

  @BeforeAll
  static void prepare() throws Exception {
    TracedTests.require();
    site = CrashSite.make();
    trial = CrashTrial.on(site);
  }

  @AfterAll
  static void remove() throws Exception {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void theDiskOfTheState() throws Exception {
    assertSurvived(Task.FAIL, "state");
  }

  @Test
  void theDiskOfWhatIsKept() throws Exception {
    assertSurvived(Task.FAIL, "keep");
  }

  @Test
  void theDiskOfTheServersFiles() throws Exception {
    assertSurvived(Task.FAIL, "local-pg");
  }

  /** Once for each write to the disk, its rollback's writes among them. */
  private static void assertSurvived(Task task, String disk) throws Exception {
    List<Crash> crashes = new ArrayList<>();
    for (int write : writes(task, disk)) {
      crashes.add(
          trial.after(
              "disk of " + disk,
              "write " + write,
              home -> {
                Path folder = folder(home, disk);
                assertThat(Tracer.fillUp(task, home, folder, write)).contains("No space left");
              }));
    }
    CrashReport report = CrashReport.of(crashes);
    System.out.println(disk + " full. " + report);
    assertThat(report.losses()).isEmpty();
    assertThat(crashes).isNotEmpty();
  }

  /** Which writes to the disk are worth a try: those that change what the next run goes by. */
  private static List<Integer> writes(Task task, String disk) throws Exception {
    Path home = site.copy();
    Path folder = folder(home, disk);
    List<SystemCall> calls =
        Tracer.record(task, home, Watch.FILES).stream()
            .filter(call -> call.path().startsWith(folder.toString()) && call.succeeded())
            .toList();
    site.discard(home);
    StateWrites stateWrites = new StateWrites(calls);
    List<Integer> writes = new ArrayList<>();
    int number = 0;
    for (int at = 0; at < calls.size(); at++) {
      boolean worth = stateWrites.worthAKill(at);
      if (calls.get(at).name().equals("write")) {
        number++;
        if (worth) {
          writes.add(number);
        }
      }
    }
    return writes;
  }

  private static Path folder(Path home, String disk) throws Exception {
    return disk.equals("local-pg") ? CrashHome.data(home) : home.resolve(disk);
  }
}
