package dev.redline.rag.offline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Part of a sentence with a verb of its own.
 *
 * @param sentence number of its sentence in the text, from 0
 * @param negations how many words deny something
 */
record Clause(int sentence, List<Term> terms, Set<String> keys, int negations) {

  static Clause of(int sentence, List<Term> terms, int negations) {
    Set<String> keys = terms.stream().map(Term::key).collect(Collectors.toUnmodifiableSet());
    return new Clause(sentence, List.copyOf(terms), keys, negations);
  }

  boolean has(Term term) {
    return keys.contains(term.key());
  }

  /** Whether the key stands outside what follows "than". */
  boolean hasUncompared(String key) {
    return terms.stream().anyMatch(term -> !term.compared() && term.key().equals(key));
  }

  boolean denies() {
    return negations % 2 == 1;
  }
}
