package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.metric.Label;
import java.util.BitSet;
import java.util.List;

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
    List<Claim> claims = judge.extract(answered.query(), answered.response());
    if (claims.isEmpty()) {
      return 0;
    }
    BitSet entailed = new BitSet();
    for (RetrievedText passage : answered.context()) {
      List<Label> labels = JudgedSide.check(judge, answered.query(), claims, passage.text());
      for (int i = 0; i < labels.size(); i++) {
        if (labels.get(i) == Label.ENTAILMENT) {
          entailed.set(i);
        }
      }
    }
    return (double) entailed.cardinality() / claims.size();
  }
}
