package dev.redline.junit;

import dev.redline.record.EvidenceStore;
import dev.redline.record.GateBroken;
import dev.redline.record.GateFailure;
import dev.redline.record.GateRecord;
import dev.redline.record.HotFix;
import dev.redline.run.Discovery;
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
  private @Nullable RunEvaluation evaluation;
  private @Nullable String obstacle;

  GateRun(RunConditions conditions) {
    this.conditions = conditions;
    this.store = new EvidenceStore(conditions.metrics());
  }

  /** Why the next gate is not to run; empty if it is. */
  Optional<String> reasonNotToRun() {
    return reasonNotToRunWithoutServer().or(() -> RunServer.reasonForNone(conditions));
  }

  /** The same for a gate that needs no server. */
  Optional<String> reasonNotToRunWithoutServer() {
    return Optional.ofNullable(obstacle).map(gate -> "not run, because this did not pass: " + gate);
  }

  /** Opens the server with the first gate, and sees to it that the lock is held. */
  void begin(String phase) {
    Allure.epic(server().plan().id());
    Allure.feature(phase);
    server().holdLock();
  }

  /** Loads the plan with the first gate, and opens no server. */
  void beginWithoutServer(String phase) {
    Allure.epic(evaluation().plan().id());
    Allure.feature(phase);
  }

  RunEvaluation evaluation() {
    if (evaluation == null) {
      evaluation = RunEvaluation.open(conditions);
    }
    return evaluation;
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
   * Stops the run, puts the server back, writes the hot-fix.
   *
   * @return what the gate is to throw
   */
  Throwable stopAt(String gate, String phase, Throwable thrown) {
    noteObstacle(gate);
    Rollbacks rollback = rollBack(phase);
    Path hotFix = hotFix(gate, phase, thrown, rollback.report()).write(store);
    String aftermath = "%s\nHot-fix: %s".formatted(rollback.line(), hotFix);
    Allure.addAttachment("rollback", rollback.line());
    if (thrown instanceof GateFailure failure) {
      return failure.followedBy(aftermath);
    }
    Throwable cause =
        thrown instanceof TestAbortedException
            ? new IllegalStateException("A gate may not be aborted: " + thrown.getMessage(), thrown)
            : thrown;
    GateBroken broken = new GateBroken(cause, aftermath);
    rollback.failure().ifPresent(broken::addSuppressed);
    return broken;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close(conditions, obstacle);
    } else if (evaluation != null) {
      evaluation.close(conditions, obstacle);
    }
  }

  private RunServer server() {
    if (server == null) {
      server = RunServer.open(conditions);
    }
    return server;
  }

  private record Rollbacks(
      Optional<RollbackReport> report, Optional<RuntimeException> failure, String line) {}

  private Rollbacks rollBack(String phase) {
    TuningStage stage = stages.get(phase);
    if (stage == null) {
      return new Rollbacks(Optional.empty(), Optional.empty(), "Nothing had been changed.");
    }
    try {
      Optional<RollbackReport> report = stage.rollBack();
      report.ifPresent(done -> record().note(done.proof()));
      return new Rollbacks(
          report,
          Optional.empty(),
          report.map(RollbackReport::toString).orElse("Nothing had been changed."));
    } catch (RuntimeException e) {
      return new Rollbacks(
          Optional.empty(), Optional.of(e), "THE ROLLBACK FAILED, look now: " + e.getMessage());
    }
  }

  private HotFix hotFix(
      String gate, String phase, Throwable thrown, Optional<RollbackReport> rollback) {
    return new HotFix(
        conditions.clock().instant(),
        phase,
        gate,
        String.valueOf(thrown.getMessage()),
        thrown instanceof GateFailure failure ? failure.verdicts() : List.of(),
        rollback.orElse(null),
        List.of("reports/allure/index.html", "metrics/system_diagnostics/"),
        evaluation == null ? "mvn verify -Dgroups=" + phase : evaluation.command(phase));
  }
}
