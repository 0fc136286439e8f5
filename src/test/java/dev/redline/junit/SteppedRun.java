package dev.redline.junit;

import dev.redline.change.PhaseContext;
import dev.redline.phase.tuning.TuningStage;
import java.util.Optional;

/** A run whose gates a test takes one by one, with all that a run does around a gate. */
public final class SteppedRun implements AutoCloseable {

  private static final String DISCOVERY = "discovery";

  private final GateRun run;

  /** What a gate does. */
  public interface Step {
    void take() throws Exception;
  }

  private SteppedRun(GateRun run) {
    this.run = run;
  }

  /** With discovery, which passes: the server is open, and what an earlier run left put back. */
  public static SteppedRun open(RunConditions conditions) throws Exception {
    SteppedRun opened = new SteppedRun(new GateRun(conditions));
    try {
      opened.take(DISCOVERY, new GatesOfPhase(1, false), "open", () -> {});
    } catch (Exception e) {
      opened.closeAfter(e);
      throw e;
    }
    return opened;
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  public PhaseContext context() {
    return run.resources().subjects(DISCOVERY).context();
  }

  public TuningStage stage(String tag) {
    return run.resources().subjects(tag).get(TuningStage.class);
  }

  /** Does nothing once the run is to end. What fails is put back before it is thrown. */
  public void take(String tag, String name, Step step) throws Exception {
    if (run.reasonNotToRun().isEmpty()) {
      take(tag, new GatesOfPhase(Integer.MAX_VALUE, true), name, step);
    }
  }

  private void take(String tag, GatesOfPhase gates, String name, Step step) throws Exception {
    try {
      run.begin(tag, name, gates);
      step.take();
    } catch (Exception e) {
      Exception broken = run.stops().breakAt(name, tag, e);
      run.end(tag, name, Optional.of(broken));
      throw broken;
    }
    run.end(tag, name, Optional.empty());
  }

  @Override
  public void close() {
    run.close();
  }
}
