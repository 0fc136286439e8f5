package dev.redline.rag.judge.offline.retrieval;

import java.util.HashSet;
import java.util.Set;

/** A sentence that may become part of an answer. */
record CandidateSentence(String text, Set<String> keys, double score) {

  /** The share of the shorter one's keys that both have, 0 to 1. */
  double overlap(CandidateSentence other) {
    Set<String> both = new HashSet<>(keys);
    both.retainAll(other.keys);
    int shorter = Math.min(keys.size(), other.keys.size());
    return shorter == 0 ? 0 : (double) both.size() / shorter;
  }
}
