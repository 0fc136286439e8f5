package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.metric.Label;
import java.util.BitSet;
import java.util.List;

/**
 * How an answer and the passages that were found for it belong together.
 *
 * @param faithfulness the share of its claims that a passage entails; 0 without claims
 * @param used the share of passages that entail a claim; 0 without passages
 */
record PassageSupport(double faithfulness, double used) {

  /** Asks the judge about each passage. */
  static PassageSupport of(Answered answered, Judge judge) {
    List<Claim> claims = judge.extract(answered.query(), answered.response());
    if (claims.isEmpty() || answered.context().isEmpty()) {
      return new PassageSupport(0, 0);
    }
    BitSet entailed = new BitSet();
    int used = 0;
    for (RetrievedText passage : answered.context()) {
      List<Label> labels = JudgedSide.check(judge, answered.query(), claims, passage.text());
      for (int i = 0; i < labels.size(); i++) {
        entailed.set(i, entailed.get(i) || labels.get(i) == Label.ENTAILMENT);
      }
      used += labels.contains(Label.ENTAILMENT) ? 1 : 0;
    }
    return new PassageSupport(
        (double) entailed.cardinality() / claims.size(), (double) used / answered.context().size());
  }
}
