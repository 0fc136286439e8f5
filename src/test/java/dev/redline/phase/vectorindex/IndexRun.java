package dev.redline.phase.vectorindex;

import dev.redline.trial.StageTrial;
import java.nio.file.Path;

/** An index change in a process of its own, for a test that kills it. */
final class IndexRun {

  private IndexRun() {}

  /**
   * @param arguments home and plan of a trial
   */
  public static void main(String[] arguments) {
    StageTrial trial = StageTrial.at(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.println(trial.runOnly("Index").failed());
  }
}
