package dev.redline.rag.judge.offline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Part of a sentence with a verb of its own.
 *
 * @param sentence number of its sentence in the text, from 0
 */
record Clause(int sentence, List<Term> terms, Set<String> keys) {

  static Clause of(int sentence, List<Term> terms) {
    Set<String> keys = terms.stream().map(Term::key).collect(Collectors.toUnmodifiableSet());
    return new Clause(sentence, List.copyOf(terms), keys);
  }

  boolean has(Term term) {
    return keys.contains(term.key());
  }

  /** Whether the key stands outside what follows "than". */
  boolean hasUncompared(String key) {
    return terms.stream().anyMatch(term -> !term.compared() && term.key().equals(key));
  }

  /** What a following pronoun stands for: the identifiers, or the first term if there is none. */
  List<Term> subject() {
    List<Term> named = terms.stream().filter(Term::names).toList();
    return named.isEmpty() ? terms.subList(0, Math.min(1, terms.size())) : named;
  }

  /** Whether a negation reaches something that {@code other} has too. */
  boolean denies(Clause other) {
    for (Term term : terms) {
      if (term.negated() && other.has(term)) {
        return true;
      }
    }
    return false;
  }
}
