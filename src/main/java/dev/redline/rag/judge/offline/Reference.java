package dev.redline.rag.judge.offline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A text that may support claims, read once. */
final class Reference {

  private final List<Clause> clauses;
  private final Map<Integer, Set<String>> sentences = new HashMap<>();
  private final Set<String> everything = new HashSet<>();
  private final Set<String> named;

  Reference(List<Clause> clauses) {
    this.clauses = clauses;
    for (Clause clause : clauses) {
      sentences.computeIfAbsent(clause.sentence(), key -> new HashSet<>()).addAll(clause.keys());
      everything.addAll(clause.keys());
    }
    this.named =
        clauses.stream()
            .flatMap(clause -> clause.terms().stream())
            .filter(Term::names)
            .map(Term::key)
            .collect(Collectors.toUnmodifiableSet());
  }

  List<Clause> clauses() {
    return clauses;
  }

  /** All identifiers and names of the text. */
  Set<String> named() {
    return named;
  }

  boolean inSentence(int sentence, String key) {
    return sentences.getOrDefault(sentence, Set.of()).contains(key);
  }

  /** The quantities of that unit in the sentence. */
  List<String> quantities(int sentence, String unit) {
    return sentences.getOrDefault(sentence, Set.of()).stream()
        .filter(key -> key.startsWith(unit))
        .toList();
  }

  boolean hasUnit(int sentence, String unit) {
    return !quantities(sentence, unit).isEmpty();
  }

  boolean anywhere(String key) {
    return everything.contains(key);
  }
}
