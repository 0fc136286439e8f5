package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Parallel;
import dev.redline.rag.judge.offline.text.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds claims that join what a text keeps apart: "stairs in houses must be 80 cm wide, those in
 * offices 120 cm" says nothing of houses and 120 cm.
 */
record Mixing(List<Parallel> parallels) {

  /** The claim's keys that belong to the other part of a sentence than the rest of the claim. */
  Set<String> keys(Clause claim) {
    Set<String> keys = new HashSet<>();
    for (Parallel parallel : parallels) {
      if (isAbout(claim, parallel) && mixes(claim, parallel)) {
        keys.add(claim.keys().contains(parallel.first()) ? parallel.first() : parallel.second());
      }
    }
    return keys;
  }

  /** Whether the sentence has all that the claim says: else the claim speaks of something else. */
  private static boolean isAbout(Clause claim, Parallel parallel) {
    return claim.terms().stream().map(Term::key).allMatch(parallel.all()::contains);
  }

  private static boolean mixes(Clause claim, Parallel parallel) {
    boolean first = claim.keys().contains(parallel.first());
    boolean second = claim.keys().contains(parallel.second());
    if (first == second) {
      return false;
    }
    if (second && parallel.denied()) {
      return claim.terms().stream().noneMatch(Term::negated);
    }
    boolean ofSecond = meets(claim, parallel.besideSecond());
    return first
        ? ofSecond && !claim.keys().containsAll(parallel.besideFirst())
        : !ofSecond && !parallel.besideSecond().isEmpty() && meets(claim, parallel.besideFirst());
  }

  private static boolean meets(Clause claim, Set<String> keys) {
    return claim.keys().stream().anyMatch(keys::contains);
  }
}
