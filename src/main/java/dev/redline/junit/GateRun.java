package dev.redline.junit;

import dev.redline.record.EvidenceStore;
import dev.redline.record.GateBroken;
import dev.redline.record.GatePaused;
import dev.redline.record.GateRecord;
import dev.redline.record.GateStopped;
import dev.redline.record.HotFix;
import dev.redline.run.Discovery;
import dev.redline.run.LockedException;
import dev.redline.run.RollbackReport;
import dev.redline.run.TuningStage;
import io.qameta.allure.Allure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Everything that outlives a single gate: the server, the stages on their way, and what stopped the
 * run. One for each launcher session; nothing is opened before the first gate begins.
 */
final class GateRun implements AutoCloseable {

  private final RunConditions conditions;
  private final EvidenceStore store;
  private final Map<String, TuningStage> stages = new HashMap<>();
  private @Nullable RunServer server;
  private @Nullable String obstacle;

  GateRun(RunConditions conditions) {
    this.conditions = conditions;
    this.store = new EvidenceStore(conditions.metrics());
  }

  /** Why the next gate is not to run; empty if it is. */
  Optional<String> reasonNotToRun() {
    return Optional.ofNullable(obstacle)
        .map(gate -> "not run, because this did not pass: " + gate)
        .or(() -> RunServer.reasonForNone(conditions));
  }

  /** Opens the server with the first gate, and sees to it that the lock is held. */
  void begin(String phase) {
    Allure.epic(server().plan().id());
    Allure.feature(phase);
    server().holdLock();
  }

  Discovery discovery() {
    return server().discovery();
  }

  TuningStage stage(String phase) {
    return stages.computeIfAbsent(phase, tag -> server().stage(tag));
  }

  GateRecord record() {
    return new GateRecord(store);
  }

  /** No gate runs after this one. */
  void noteObstacle(String gate) {
    if (obstacle == null) {
      obstacle = gate;
    }
  }

  /**
   * Stops the run. A pause leaves the server as it is; anything else puts it back and leaves a
   * hot-fix.
   *
   * @return what the gate is to throw
   */
  Throwable stopAt(String gate, String phase, Throwable thrown) {
    noteObstacle(gate);
    if (thrown instanceof GatePaused paused) {
      Optional.ofNullable(stages.get(phase)).ifPresent(TuningStage::pause);
      return paused.followedBy(
          "Nothing goes on until then; the server stays as it is. To take everything back: mvn"
              + " verify -Dgroups=%s -Ddecline=restart,commit".formatted(phase));
    }
    Aftermath aftermath = Aftermath.of(Optional.ofNullable(stages.get(phase)));
    aftermath.report().ifPresent(done -> record().note(done.proof()));
    Path hotFix = hotFix(gate, phase, thrown, aftermath.report()).write(store);
    String line = "%s\nHot-fix: %s".formatted(aftermath.line(), hotFix);
    if (thrown instanceof GateStopped stopped) {
      return stopped.followedBy(line);
    }
    GateBroken broken = new GateBroken(unaborted(thrown), line);
    aftermath.failure().ifPresent(broken::addSuppressed);
    return broken;
  }

  /**
   * Stops the run because a gate could not even begin. A stage that has begun is taken back, unless
   * somebody else is changing the server.
   *
   * @return what is to be thrown
   */
  RuntimeException stopBefore(String gate, String phase, RuntimeException thrown) {
    if (thrown instanceof LockedException || !stages.containsKey(phase)) {
      return thrown;
    }
    return stopAt(gate, phase, thrown) instanceof RuntimeException broken ? broken : thrown;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close(conditions, obstacle);
    }
  }

  private RunServer server() {
    if (server == null) {
      server = RunServer.open(conditions);
    }
    return server;
  }

  private static Throwable unaborted(Throwable thrown) {
    return thrown instanceof TestAbortedException
        ? new IllegalStateException("A gate may not be aborted: " + thrown.getMessage(), thrown)
        : thrown;
  }

  private HotFix hotFix(
      String gate, String phase, Throwable thrown, Optional<RollbackReport> rollback) {
    return new HotFix(
        conditions.clock().instant(),
        phase,
        gate,
        String.valueOf(thrown.getMessage()),
        thrown instanceof GateStopped stopped ? stopped.verdicts() : List.of(),
        rollback.orElse(null),
        List.of("reports/allure/index.html", "metrics/system_diagnostics/"),
        "mvn verify -Dgroups=" + phase);
  }
}
