package dev.redline.rag.evaluation;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Offers a judge under a name. Providers are found by {@link java.util.ServiceLoader}: a jar that
 * names one in {@code META-INF/services/dev.redline.rag.evaluation.JudgeProvider} adds a judge.
 */
public interface JudgeProvider {

  /** What {@code -Djudge} calls the judge, as in {@code bedrock}. */
  String name();

  /**
   * The environment variable that chooses this judge where {@code -Djudge} does not; empty for a
   * judge that has to be named.
   */
  default Optional<String> chosenBy() {
    return Optional.empty();
  }

  /**
   * Opens the judge; nothing is sent.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if a person has to supply or correct
   *     something, such as a variable: the run pauses; any other exception breaks it
   */
  JudgeService open(Conditions conditions);

  /**
   * What a judge may need to know of the run.
   *
   * @param variables of the environment
   * @param clock tells the age of what is kept
   * @param screen where progress is drawn
   */
  record Conditions(Map<String, String> variables, Clock clock, PrintStream screen) {}
}
