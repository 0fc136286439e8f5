package dev.redline.rag.judge.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well one clause of a claim fits one clause of a reference.
 *
 * @param matches one for each term of the claim, in their order
 * @param closeness weighted share of the claim's terms that the clause has, 0 to 1, without missing
 *     quantities, terms counting less the farther away they are, and a word counting also if its
 *     opposite is there
 */
record Alignment(
    Clause claim, Clause clause, Evidence evidence, List<Match> matches, double closeness) {

  private static final double PREFERENCE = 0.03;
  private static final double UNSPOKEN = 0.5;
  private static final double SPOKEN = 0.85;

  static Alignment of(Clause claim, Clause clause, Evidence evidence, Weights weights) {
    List<Match> matches = new ArrayList<>(claim.terms().size());
    for (Term term : claim.terms()) {
      matches.add(Match.of(term, claim, clause, evidence, weights));
    }
    double closeness =
        share(topic(matches), match -> match.opposite() ? 1 : match.credit() * match.credit())
            + preference(claim, clause, matches);
    return new Alignment(claim, clause, evidence, matches, closeness);
  }

  /** Weighted share of the claim's terms that the reference has, 0 to 1. */
  double support() {
    return share(matches, Match::credit);
  }

  /** Whether the claim's quantities, identifiers and last informative word are there. */
  boolean complete() {
    return matches.stream().noneMatch(Match::indispensable)
        && endFound(matches)
        && !addsPhrase(matches);
  }

  /** Whether the reference has another quantity of the same unit instead. */
  boolean conflict() {
    return matches.stream().anyMatch(match -> match.conflicts(claim, clause, evidence));
  }

  /** Whether an odd number of negations, opposites and exchanged sides differs. */
  boolean reversed() {
    int opposites = (int) matches.stream().filter(Match::opposite).count();
    int turns = (denied(claim, clause) ? 1 : 0) + opposites + (exchanged(claim, clause) ? 1 : 0);
    return turns % 2 == 1;
  }

  /** Whether a negation reaches what both speak of on one side only. */
  private static boolean denied(Clause claim, Clause clause) {
    return claim.denies(clause) != clause.denies(claim);
  }

  /** New information stands at the end: if that is not in the reference, something was added. */
  private static boolean endFound(List<Match> matches) {
    return matches.stream()
        .filter(Match::informative)
        .reduce((first, second) -> second)
        .map(last -> last.credit() > 0 || last.opposite())
        .orElse(true);
  }

  /** Of two clauses that are as close, the one that speaks of the claim's news is meant. */
  private static double preference(Clause claim, Clause clause, List<Match> matches) {
    boolean news =
        matches.stream()
            .filter(Match::informative)
            .reduce((first, second) -> second)
            .filter(last -> last.credit() == 1 || last.opposite())
            .isPresent();
    boolean measures =
        claim.terms().stream()
            .filter(term -> term.kind() == Term.Kind.QUANTITY)
            .anyMatch(term -> clause.terms().stream().anyMatch(term::isOfUnitOf));
    return (news ? PREFERENCE : 0) + (measures ? PREFERENCE : 0);
  }

  /** Whether all is there but one phrase, which nothing speaks of: then that was added. */
  private static boolean addsPhrase(List<Match> matches) {
    return matches.stream()
        .mapToInt(match -> match.term().phrase())
        .filter(phrase -> phrase > 0)
        .distinct()
        .anyMatch(
            phrase -> {
              List<Match> in = matches.stream().filter(m -> m.term().phrase() == phrase).toList();
              List<Match> out = matches.stream().filter(m -> m.term().phrase() != phrase).toList();
              return in.stream().anyMatch(Match::informative)
                  && share(in, Match::credit) < UNSPOKEN
                  && share(out, Match::credit) >= SPOKEN;
            });
  }

  /** Whether what stands behind "than" stands before it on the other side and the reverse. */
  private static boolean exchanged(Clause claim, Clause clause) {
    return crossed(claim, clause) && crossed(clause, claim);
  }

  private static boolean crossed(Clause left, Clause right) {
    return left.terms().stream()
        .filter(Term::compared)
        .anyMatch(t -> right.hasUncompared(t.key()) && !left.hasUncompared(t.key()));
  }

  /** All but quantities that are not in the clause: another figure is not another topic. */
  private static List<Match> topic(List<Match> matches) {
    return matches.stream()
        .filter(match -> match.term().kind() != Term.Kind.QUANTITY || match.credit() == 1)
        .toList();
  }

  private static double share(List<Match> matches, ToDoubleFunction<Match> credit) {
    double all = 0;
    double found = 0;
    for (Match match : matches) {
      all += match.weight();
      found += match.weight() * credit.applyAsDouble(match);
    }
    return all == 0 ? 0 : found / all;
  }
}
