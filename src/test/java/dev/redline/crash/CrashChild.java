package dev.redline.crash;

import dev.redline.junit.SteppedRun;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.record.GateBroken;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in a process of its own, to be killed: takes the steps of a stage as gates are taken,
 * without the measurements, which change nothing.
 */
final class CrashChild {

  private static final String STAGE = "stageA";

  static final String ROLL_BACK = "ROLL_BACK";
  static final String CLOSE = "CLOSE";
  static final String HELD = "HELD";

  private final Path home;

  private CrashChild(Path home) {
    this.home = home;
  }

  /** What the child does with the server. */
  enum Task {
    /** Walks the stage to its commit. */
    PASS,
    /** Walks until the change is in force, then puts everything back, as after a failed gate. */
    FAIL,
    /** Notes what it finds once the server is open; then walks the stage to its commit. */
    LOOK_AND_PASS,
    /** Opens the server, says so, and holds it until its input ends. */
    HOLD
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    StampedOutput output = new StampedOutput(System.nanoTime(), System.out);
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      new CrashChild(home).run(Task.valueOf(arguments[0]), output);
    } catch (GateBroken broken) {
      String message = String.valueOf(broken.getMessage());
      if (!message.contains(ROLL_BACK) || !message.contains("proven to be as before")) {
        throw broken;
      }
    }
  }

  /** Made before each step, so that a recording of the child shows where the step begins. */
  static Path marker(Path home, String step) {
    return home.resolve("steps").resolve(step);
  }

  /** The names of all steps. */
  static List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      steps.add(step.name());
    }
    steps.addAll(List.of(ROLL_BACK, CLOSE, HELD));
    return steps;
  }

  private void run(Task task, StampedOutput output) throws Exception {
    long start = System.nanoTime();
    try (SteppedRun run = SteppedRun.open(CrashHome.conditions(home))) {
      long openMillis = (System.nanoTime() - start) / 1_000_000;
      if (task == Task.HOLD) {
        mark(HELD);
        System.in.read();
        return;
      }
      if (task == Task.LOOK_AND_PASS) {
        Sight.of(run.context(), openMillis, output.lines()).write(home.resolve("found.json"));
      }
      walk(run, task);
      if (task == Task.LOOK_AND_PASS) {
        Sight.of(run.context(), openMillis, output.lines()).write(home.resolve("left.json"));
      }
      mark(CLOSE);
    }
  }

  private void walk(SteppedRun run, Task task) throws Exception {
    TuningStage stage = run.stage(STAGE);
    for (Step step : Step.values()) {
      run.take(STAGE, step.name(), () -> take(step, stage, task));
    }
  }

  private void take(Step step, TuningStage stage, Task task) throws Exception {
    mark(step.name());
    if (!step.take(stage).passed()) {
      throw new IllegalStateException(step + " did not pass");
    }
    if (step == Step.IN_FORCE && task == Task.FAIL) {
      mark(ROLL_BACK);
      throw new IllegalStateException(ROLL_BACK);
    }
  }

  /** A run that follows another finds the folder there; the system call is seen all the same. */
  private void mark(String step) {
    marker(home, step).toFile().mkdir();
  }
}
