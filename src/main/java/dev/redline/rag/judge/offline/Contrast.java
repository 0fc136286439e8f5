package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.Term;
import dev.redline.rag.judge.offline.text.Tone;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A clause of a claim beside the clause of a reference that is closest to it: what no count of
 * common words shows.
 *
 * @param closeness share of the claim's terms that the reference has in this clause, a word
 *     counting also if its opposite is there; quantities and words of tone are left aside
 */
record Contrast(Lexicon lexicon, Clause claim, Clause clause, double closeness) {

  private static final double SAME_TOPIC = 0.6;
  private static final double SAME_STATEMENT = 0.8;
  private static final double SAME_WORDS = 1.0;
  private static final int FEWEST = 2;

  static Contrast of(Lexicon lexicon, Clause claim, Clause clause) {
    double all = 0;
    double found = 0;
    for (Term term : claim.terms()) {
      if (term.kind() != Term.Kind.QUANTITY && !Tone.isTold(lexicon, term.key())) {
        all++;
        found += clause.has(term) || opposed(lexicon, claim, term, clause) ? 1 : 0;
      }
    }
    return new Contrast(lexicon, claim, clause, all == 0 ? 0 : found / all);
  }

  /** The claim's keys that the reference speaks against. */
  Set<String> contradicted() {
    Set<String> keys = new HashSet<>();
    if (isOfOneTopic() || closeness >= SAME_WORDS) {
      claim.terms().stream().filter(this::otherwise).forEach(term -> keys.add(term.key()));
    }
    if (isOfOneTopic() && closeness >= SAME_STATEMENT) {
      keys.addAll(turned());
    }
    return keys;
  }

  /** The claim's keys that the reference leaves open, although it speaks of nearly the same. */
  Set<String> doubted() {
    if (!isOfOneTopic()) {
      return Set.of();
    }
    return closeness >= SAME_WORDS && claim.tone().exceeds(clause.tone())
        ? Set.of(claim.terms().get(claim.terms().size() - 1).key())
        : new Replacements(claim, clause).keys();
  }

  private boolean isOfOneTopic() {
    long common = claim.terms().stream().filter(clause::has).map(Term::key).distinct().count();
    return closeness >= SAME_TOPIC && common >= FEWEST;
  }

  /** What negations, opposites and exchanged sides reach; nothing if they cancel each other out. */
  private Set<String> turned() {
    Set<String> reached = new HashSet<>();
    claim.terms().stream()
        .filter(term -> opposed(lexicon, claim, term, clause))
        .forEach(term -> reached.add(term.key()));
    long opposites =
        claim.terms().stream().filter(term -> opposed(lexicon, claim, term, clause)).count();
    Set<String> here = denied(claim, clause);
    Set<String> there = denied(clause, claim);
    boolean denied = here.isEmpty() != there.isEmpty();
    if (denied) {
      reached.addAll(here);
      reached.addAll(there);
    }
    Optional<Term> exchanged = exchanged();
    exchanged.ifPresent(term -> reached.add(term.key()));
    long turns = opposites + (denied ? 1 : 0) + (exchanged.isPresent() ? 1 : 0);
    return turns % 2 == 1 ? reached : Set.of();
  }

  /** The keys that a negation reaches in one and that the other has, or has the opposite of. */
  private Set<String> denied(Clause one, Clause other) {
    return one.terms().stream()
        .filter(Term::negated)
        .filter(term -> other.has(term) || opposed(lexicon, one, term, other))
        .map(Term::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<Term> exchanged() {
    return closeness >= SAME_WORDS
        ? new Order(lexicon, claim, clause).exchanged()
        : Optional.empty();
  }

  /** Whether the reference has another quantity of the same unit instead. */
  private boolean otherwise(Term term) {
    return term.kind() == Term.Kind.QUANTITY
        && !clause.has(term)
        && clause.terms().stream().anyMatch(term::isOfUnitOf);
  }

  private static boolean opposed(Lexicon lexicon, Clause claim, Term term, Clause clause) {
    Set<String> opposites = lexicon.opposites(term.key());
    return !opposites.isEmpty()
        && !clause.has(term)
        && clause.terms().stream().anyMatch(t -> opposites.contains(t.key()) && !claim.has(t));
  }
}
