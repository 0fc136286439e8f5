package dev.redline.rag.judge.offline.text;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Part of a sentence with a verb of its own.
 *
 * @param sentence number of its sentence in the text, from 0
 * @param listed keys of its words next to a comma, "and" or "or"
 */
public record Clause(
    int sentence, List<Term> terms, Set<String> keys, Tone tone, Set<String> listed) {

  static Clause of(int sentence, List<Term> terms, Tone tone, Set<String> listed) {
    Set<String> keys = terms.stream().map(Term::key).collect(Collectors.toUnmodifiableSet());
    return new Clause(sentence, List.copyOf(terms), keys, tone, listed);
  }

  public boolean has(Term term) {
    return keys.contains(term.key());
  }

  /** How many terms have the same key. */
  public long count(Term term) {
    return terms.stream().filter(other -> other.key().equals(term.key())).count();
  }

  /** The place of the first term of the same key; -1 if there is none. */
  public int indexOf(Term term) {
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).key().equals(term.key())) {
        return i;
      }
    }
    return -1;
  }

  /** What a following pronoun stands for: the identifiers, or the first term if there is none. */
  List<Term> subject() {
    List<Term> named = terms.stream().filter(Term::names).toList();
    return named.isEmpty() ? terms.subList(0, Math.min(1, terms.size())) : named;
  }
}
