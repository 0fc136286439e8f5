package dev.redline.rag;

import dev.redline.rag.metric.Label;
import java.util.List;

/** Splits texts into claims and says which texts support them. */
public interface Judge {

  /** What results of this judge may be compared with: only results of the same id. */
  JudgeId id();

  /**
   * The claims of {@code text} in order; none for a text that states nothing.
   *
   * @param question what the text answers
   * @throws UnusableReplyException if a model's reply could not be read
   */
  List<Claim> extract(String question, String text);

  /**
   * One label a claim, in order.
   *
   * @param question what the claims answer
   * @param reference the only text that may support or contradict them
   * @throws UnusableReplyException if a model's reply could not be read; a label is never guessed
   */
  List<Label> check(String question, List<Claim> claims, String reference);
}
