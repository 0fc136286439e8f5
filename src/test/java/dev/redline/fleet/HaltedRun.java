package dev.redline.fleet;

import dev.redline.trial.StageTrial;
import java.nio.file.Path;
import java.util.List;

/**
 * A phase on a member of a fleet in a process of its own, which ends at once where a gate begins.
 */
final class HaltedRun {

  private HaltedRun() {}

  /** Runs it to that end, and returns its exit code. */
  static int at(String phase, String gate, Path home, Path gates, String url) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HaltedRun.class.getName(),
                phase,
                gate,
                home.toString(),
                gates.toString(),
                url))
        .inheritIO()
        .start()
        .waitFor();
  }

  /**
   * Runs in that process.
   *
   * @param arguments the phase, the gate, home and plan of a trial, the address of the member
   */
  public static void main(String[] arguments) {
    StageTrial trial = StageTrial.at(Path.of(arguments[2]), Path.of(arguments[3]));
    trial.environment("DATABASE_URL", arguments[4]);
    trial.variable("PATRONI_PASSWORD", "made-for-trials-only");
    trial.property("approve", "all").property("confirm", "all");
    trial.before(arguments[1], HaltedRun::killed);
    System.out.println(trial.run(arguments[0]).failed());
  }

  private static void killed() throws Exception {
    String own = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-KILL", own).inheritIO().start().waitFor();
  }
}
