package dev.redline.crash;

import dev.redline.junit.OpenedRun;
import dev.redline.junit.RunConditions;
import dev.redline.run.PhaseProgress;
import dev.redline.run.PhaseState;
import dev.redline.run.TuningStage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run in a process of its own, to be killed: opens the server as a gate does and walks a stage,
 * without the measurements, which change nothing.
 */
final class CrashChild {

  private static final String STAGE = "stageA";

  static final String ROLL_BACK = "ROLL_BACK";
  static final String CLOSE = "CLOSE";

  private final Path home;
  private final Path gates;

  private CrashChild(Path home, Path gates) {
    this.home = home;
    this.gates = gates;
  }

  /** What the child does with the server. */
  enum Task {
    /** Walks the stage to its commit. */
    PASS,
    /** Walks until the change is in force, then puts everything back, as after a failed gate. */
    FAIL,
    /** Notes what it finds once the server is open; then walks the stage to its commit. */
    LOOK_AND_PASS
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    StampedOutput output = new StampedOutput(System.nanoTime());
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    new CrashChild(home, Path.of(arguments[2])).run(Task.valueOf(arguments[0]), output);
  }

  static Path stateFile(Path home) {
    return home.resolve("state/ai_state.json");
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
    steps.addAll(List.of(ROLL_BACK, CLOSE));
    return steps;
  }

  private void run(Task task, StampedOutput output) throws Exception {
    long start = System.nanoTime();
    try (OpenedRun run = OpenedRun.open(conditions())) {
      long openMillis = (System.nanoTime() - start) / 1_000_000;
      if (task == Task.LOOK_AND_PASS) {
        Sight.of(run.context(), openMillis, output.lines()).write(home.resolve("found.json"));
      }
      walk(run, run.stage(STAGE), task);
      if (task == Task.LOOK_AND_PASS) {
        Sight.of(run.context(), openMillis, output.lines()).write(home.resolve("left.json"));
      }
      mark(CLOSE);
    }
  }

  /** Notes on the way what a run of gates notes. */
  private void walk(OpenedRun run, TuningStage stage, Task task) throws Exception {
    PhaseProgress progress = run.progress(STAGE);
    progress.become(PhaseState.RUNNING);
    for (Step step : Step.values()) {
      mark(step.name());
      run.holdLock();
      progress.step(step.name());
      if (!step.take(stage).passed()) {
        throw new IllegalStateException(step + " did not pass");
      }
      progress.took(step.name(), Duration.ZERO);
      if (step == Step.IN_FORCE && task == Task.FAIL) {
        mark(ROLL_BACK);
        stage.rollBack().filter(report -> report.proof().passed()).orElseThrow();
        return;
      }
    }
  }

  /** A run that follows another finds the folder there; the system call is seen all the same. */
  private void mark(String step) {
    marker(home, step).toFile().mkdir();
  }

  private RunConditions conditions() {
    return new RunConditions(
        Path.of("").toAbsolutePath(),
        gates,
        home,
        home.resolve("metrics"),
        home.resolve("allure-results"),
        Map.of(
            "target", "local",
            "state", stateFile(home).toString(),
            "user.name", System.getProperty("user.name")),
        Map.of(),
        Clock.systemUTC());
  }
}
