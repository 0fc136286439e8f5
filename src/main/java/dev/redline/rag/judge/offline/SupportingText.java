package dev.redline.rag.judge.offline;

import dev.redline.rag.judge.offline.text.Clause;
import dev.redline.rag.judge.offline.text.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may support a claim.
 *
 * @param supply how often the text has each key
 * @param clauses of the text
 * @param mixing what the text keeps apart
 * @param asked keys of the question: an answer that names nothing speaks of what was asked about
 * @param names whether the text names anything
 */
record SupportingText(
    Map<String, Integer> supply,
    List<Clause> clauses,
    Mixing mixing,
    Set<String> asked,
    boolean names) {

  static SupportingText of(
      List<Term> terms, List<Clause> clauses, Mixing mixing, Set<String> asked) {
    Map<String, Integer> supply = new HashMap<>();
    terms.forEach(term -> supply.merge(term.key(), 1, Integer::sum));
    return new SupportingText(supply, clauses, mixing, asked, terms.stream().anyMatch(Term::names));
  }

  /** Whether the text has the term, but always denies what the claim asserts, or the reverse. */
  boolean turns(Term term) {
    return supply.containsKey(term.key())
        && clauses.stream()
            .flatMap(clause -> clause.terms().stream())
            .noneMatch(t -> t.key().equals(term.key()) && t.negated() == term.negated());
  }

  boolean has(Term term) {
    return supply.containsKey(term.key()) || understood(term);
  }

  /**
   * Whether it is a name in the question, so that an answer without any name need not repeat it.
   */
  boolean understood(Term term) {
    return term.names() && !names && asked.contains(term.key());
  }
}
