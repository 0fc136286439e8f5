package dev.redline.junit;

import dev.redline.change.PhaseContext;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.record.EvidenceStore;
import dev.redline.record.console.ConsolePace;
import dev.redline.record.console.RunConsole;
import dev.redline.state.PhaseProgress;

/** A run opened as the first gate opens it, for tests that do without JUnit around it. */
public final class OpenedRun implements AutoCloseable {

  private final RunServer server;
  private final RunConditions conditions;

  private OpenedRun(RunServer server, RunConditions conditions) {
    this.server = server;
    this.conditions = conditions;
  }

  public static OpenedRun open(RunConditions conditions) {
    return new OpenedRun(RunServer.open(conditions, System.out::println), conditions);
  }

  public PhaseContext context() {
    return server.context();
  }

  public TuningStage stage(String tag) {
    return server.subjects(tag, conditions).get(TuningStage.class);
  }

  public PhaseProgress progress(String tag) {
    return server.progress(tag);
  }

  /** As each gate does. */
  public void holdLock() {
    server.holdLock();
  }

  @Override
  public void close() {
    server.close(
        conditions,
        null,
        new EvidenceStore(conditions.metrics()),
        new RunPage(conditions, new RunConsole(ConsolePace.QUIET, conditions.home())));
  }
}
