package dev.redline.record;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stage A in a process of its own, in whose environment secrets are planted. */
public final class PlantedRun {

  static final String SEEN = "allure-seen.txt";

  private PlantedRun() {}

  /**
   * @param arguments home and plan of a trial, the tree to scan, what to run, and what is approved
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    StageTrial trial = StageTrial.at(home, Path.of(arguments[1]));
    System.getenv().forEach(trial::environment);
    trial.property("approve", "all").property("confirm", "all").property("scan", arguments[2]);
    trial.property("user.home", System.getenv("HOME"));
    try (AllureInMemory allure = new AllureInMemory()) {
      if (arguments[4].equals("asked")) {
        trial.withoutProperty("approve").property("approve", trial.run(arguments[3]).approvals());
      }
      GateOutcomes outcomes = trial.run(arguments[3]);
      outcomes.failed().values().forEach(Throwable::printStackTrace);
      System.out.println("PASSED " + outcomes.passed().size());
      Files.writeString(home.resolve(SEEN), allure.everything());
    }
  }
}
