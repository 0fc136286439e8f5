package dev.redline.junit;

import dev.redline.trial.StageTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stage A in a process of its own, for a test that sends it a signal. */
final class SignalledRun {

  static final String REACHED = "REACHED THE EVALUATION";

  private SignalledRun() {}

  /**
   * The process, not started.
   *
   * @param more the address of a server of somebody's, or nothing
   */
  static ProcessBuilder process(Path home, StageTrial trial, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SignalledRun.class.getName(), home.toString()));
    command.add(trial.gates().toString());
    command.addAll(more);
    return new ProcessBuilder(command);
  }

  /**
   * @param arguments home and plan of a trial; the address of a server of somebody's, or nothing
   */
  public static void main(String[] arguments) throws Exception {
    StageTrial trial = StageTrial.at(Path.of(arguments[0]), Path.of(arguments[1]));
    if (arguments.length > 2) {
      trial.environment("DATABASE_URL", arguments[2]);
      trial.property("approve", "all").property("confirm", "all");
    }
    trial.before("The whole evaluation ends within its time", () -> System.out.println(REACHED));
    System.out.println(trial.run("StageA").failed());
  }
}
