package dev.redline.rag.metric;

import java.util.BitSet;
import java.util.List;

/**
 * Which claims and chunks support each other, as sets of indices. {@code recalled} is OR over
 * chunks of retrieved2answer, {@code relevant} OR over claims of it, {@code faithful} OR over
 * chunks of retrieved2response, {@code fromRelevant} the same over relevant chunks only.
 */
record SupportCounts(
    BitSet right,
    BitSet reached,
    BitSet recalled,
    BitSet relevant,
    BitSet faithful,
    BitSet fromRelevant) {

  static SupportCounts of(Labels labels) {
    BitSet recalled = new BitSet();
    BitSet relevant = new BitSet();
    for (int i = 0; i < labels.retrieved2answer().size(); i++) {
      BitSet chunks = entailed(labels.retrieved2answer().get(i));
      relevant.or(chunks);
      recalled.set(i, !chunks.isEmpty());
    }
    BitSet faithful = new BitSet();
    BitSet fromRelevant = new BitSet();
    for (int i = 0; i < labels.retrieved2response().size(); i++) {
      BitSet chunks = entailed(labels.retrieved2response().get(i));
      faithful.set(i, !chunks.isEmpty());
      fromRelevant.set(i, chunks.intersects(relevant));
    }
    BitSet right = entailed(labels.answer2response());
    BitSet reached = entailed(labels.response2answer());
    return new SupportCounts(right, reached, recalled, relevant, faithful, fromRelevant);
  }

  /** Wrong claims that a relevant chunk supports. */
  int noiseInRelevant() {
    return without(fromRelevant, right);
  }

  /** Wrong claims that irrelevant chunks alone support. */
  int noiseInIrrelevant() {
    return without(faithful, right) - without(fromRelevant, right);
  }

  /** Recalled ground-truth claims that reached the response. */
  int utilized() {
    BitSet both = (BitSet) recalled.clone();
    both.and(reached);
    return both.cardinality();
  }

  /** Of {@code claims} response claims, the wrong ones that no chunk supports. */
  int hallucinated(int claims) {
    return Math.max(0, claims - right.cardinality() - without(faithful, right));
  }

  /** Right claims that no chunk supports. */
  int selfKnown() {
    return without(right, faithful);
  }

  private static int without(BitSet set, BitSet excluded) {
    BitSet rest = (BitSet) set.clone();
    rest.andNot(excluded);
    return rest.cardinality();
  }

  private static BitSet entailed(List<Label> labels) {
    BitSet set = new BitSet();
    for (int i = 0; i < labels.size(); i++) {
      set.set(i, labels.get(i) == Label.ENTAILMENT);
    }
    return set;
  }
}
