package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.Term;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who does what to whom, as far as the order of words around a verb or comparison tells. */
record Order(Lexicon lexicon, Clause claim, Clause clause) {

  /** Of a passive only what is next to it tells: much else is done by something. */
  private static final int NEAR = 2;

  private enum Sides {
    UNKNOWN,
    SAME,
    CROSSED
  }

  /**
   * The verb before which stands in one what stands behind it in the other and the reverse, or, if
   * one of them is passive, does not.
   */
  Optional<Term> exchanged() {
    Sides exchanged = turned() ? Sides.SAME : Sides.CROSSED;
    for (int i = 1; i < claim.terms().size() - 1; i++) {
      if (relates(claim.terms().get(i)) && sides(i) == exchanged) {
        return Optional.of(claim.terms().get(i));
      }
    }
    return Optional.empty();
  }

  private boolean turned() {
    return claim.tone().passive() != clause.tone().passive();
  }

  private Sides sides(int at) {
    int other = place(claim.terms().get(at));
    if (other < 1) {
      return Sides.UNKNOWN;
    }
    int reach = turned() ? NEAR : Integer.MAX_VALUE / 2;
    Set<String> before = keys(claim, at - reach, at);
    Set<String> behind = keys(claim, at + 1, at + 1 + reach);
    Set<String> otherBefore = keys(clause, other - reach, other);
    Set<String> otherBehind = keys(clause, other + 1, other + 1 + reach);
    if (meet(before, otherBehind, otherBefore) && meet(behind, otherBefore, otherBehind)) {
      return Sides.CROSSED;
    }
    return meet(before, otherBefore, otherBehind) && meet(behind, otherBehind, otherBefore)
        ? Sides.SAME
        : Sides.UNKNOWN;
  }

  private int place(Term pivot) {
    int same = clause.indexOf(pivot);
    for (int i = 0; same < 0 && i < clause.terms().size(); i++) {
      if (lexicon.opposites(pivot.key()).contains(clause.terms().get(i).key())) {
        same = i;
      }
    }
    return same;
  }

  private boolean relates(Term term) {
    return term.kind() == Term.Kind.WORD
        && !claim.listed().contains(term.key())
        && claim.count(term) == 1
        && clause.count(term) <= 1;
  }

  /** Whether a key of {@code keys} is in {@code there} and not in {@code elsewhere}. */
  private static boolean meet(Set<String> keys, Set<String> there, Set<String> elsewhere) {
    return keys.stream().anyMatch(key -> there.contains(key) && !elsewhere.contains(key));
  }

  private static Set<String> keys(Clause clause, int from, int to) {
    Set<String> keys = new HashSet<>();
    int end = Math.min(to, clause.terms().size());
    clause.terms().subList(Math.max(0, from), end).forEach(term -> keys.add(term.key()));
    return keys;
  }
}
