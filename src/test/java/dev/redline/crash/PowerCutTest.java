package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.KillPoint.Watch;
import dev.redline.crash.RecordedDisk.Loss;
import dev.redline.state.PhaseState;
import dev.redline.target.FilesOfThisMachine;
import dev.redline.workload.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run's writes, cut off after each of them, with what was not forced lost: the next run still
 * finds a whole state, the server of that state kept, and a whole postgresql.conf.
 */
class PowerCutTest {

  private CrashSite site;
  private Path home;
  private Path configuration;
  private byte[] original;
  private byte[] edited;

  @BeforeEach
  void prepare() throws Exception {
    TracedTests.require();
    site = CrashSite.make();
    home = site.copy();
    configuration = CrashHome.data(home).resolve("postgresql.conf");
    original = Files.readAllBytes(configuration);
  }

  @AfterEach
  void remove() throws Exception {
    if (site != null) {
      site.discard(home);
      site.close();
    }
  }

  @Test
  @Tag("long")
  void theNextRunFindsAWholeStateAfterEveryWriteOfAStageThatFails() throws Exception {
    cutAfterEveryWrite(Task.FAIL);
  }

  @Test
  @Tag("long")
  void theNextRunFindsAWholeStateAfterEveryWriteOfAStageThatPasses() throws Exception {
    cutAfterEveryWrite(Task.PASS);
  }

  private void cutAfterEveryWrite(Task task) throws Exception {
    List<SystemCall> calls = Tracer.record(task, home, Watch.FILES);
    edited = contentOf(configuration, calls);
    for (Loss loss : Loss.values()) {
      RecordedDisk disk = new RecordedDisk(calls);
      disk.hold(configuration, original);
      for (SystemCall call : calls) {
        disk.repeat(call);
        disk.leave(loss);
        requireWhole("%s lost after %s of %s".formatted(loss, call.name(), call.path()));
      }
    }
  }

  private void requireWhole(String when) throws Exception {
    StoredRun found =
        StoredRun.open(
            CrashHome.stateFile(home), site.plan().id(), "stageA", FilesOfThisMachine.files());
    byte[] expected = found.phase() == PhaseState.PASSED ? edited : original;
    assertThat(Files.readAllBytes(configuration))
        .as("postgresql.conf in %s, %s", found.phase(), when)
        .isEqualTo(expected);
    assertThat(found.phase().interrupted()).as(when).isEqualTo(found.pending().isPresent());
  }

  /** What the run wrote first in place of the file. */
  private static byte[] contentOf(Path file, List<SystemCall> calls) {
    return calls.stream()
        .filter(call -> call.name().equals("write"))
        .filter(call -> call.path().equals(Tracer.temporary(file).toString()))
        .findFirst()
        .orElseThrow()
        .data();
  }
}
