package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the words of a claim in whose place the reference has others, or nothing. */
record Replacements(Clause claim, Clause clause) {

  /**
   * The keys that the reference lacks where it has something else between the same neighbours, or
   * behind all that both have.
   */
  Set<String> keys() {
    Set<String> keys = new HashSet<>();
    List<Term> terms = claim.terms();
    for (int i = 0; i < terms.size(); i++) {
      int after = after(i);
      boolean last = after == clause.terms().size();
      if (!clause.has(terms.get(i)) && (last || filledOtherwise(before(i), after))) {
        keys.add(terms.get(i).key());
      }
    }
    return keys;
  }

  /** The place in the reference of the nearest common term before the claim's i-th; -1 if none. */
  private int before(int i) {
    int at = -1;
    for (int j = i - 1; j >= 0 && at < 0; j--) {
      at = clause.indexOf(claim.terms().get(j));
    }
    return at;
  }

  private int after(int i) {
    int at = -1;
    for (int j = i + 1; j < claim.terms().size() && at < 0; j++) {
      at = clause.indexOf(claim.terms().get(j));
    }
    return at < 0 ? clause.terms().size() : at;
  }

  private boolean filledOtherwise(int before, int after) {
    for (int i = before + 1; i < after; i++) {
      if (!claim.has(clause.terms().get(i))) {
        return true;
      }
    }
    return false;
  }
}
