package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Judge;

/**
 * How much of an answer the passages say that were found for it: what can be told of an answer to
 * which nobody has given a reference.
 */
public final class Faithfulness {

  private Faithfulness() {}

  /**
   * The share of its claims that a passage entails, 0 to 1, as RAGChecker has it: 0 for an answer
   * without claims or without passages.
   *
   * @throws dev.redline.rag.UnusableReplyException if a reply of the judge could not be read
   */
  public static double of(Answered answered, Judge judge) {
    return PassageSupport.of(answered, judge).faithfulness();
  }
}
