package dev.redline.rag.judge.offline.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds neighbouring parts of a sentence that say the like of two things. What they differ in
 * stands behind the same small word or the same content word, or is a quantity of one unit.
 */
final class Parallels {

  private static final Set<String> BOUNDS =
      Set.of(",", ";", ":", "and", "but", "yet", "while", "whereas", "or");

  private static final Set<String> ANCHORS =
      Set.of(
          "in", "on", "at", "by", "for", "from", "with", "without", "of", "to", "under", "above",
          "below", "between", "during", "after", "before", "against", "the", "a", "an");

  /** A part that refers to what another one names is no second thing. */
  private static final Set<String> REFERENCES =
      Set.of("it", "they", "them", "he", "she", "which", "who", "whose", "that");

  /** Longer parts, and such as list many quantities, are no pair. */
  private static final int LONGEST = 24;

  private static final int MOST_QUANTITIES = 3;

  private final Lexicon lexicon;

  Parallels(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  private record Part(List<Token> tokens, List<Term> terms, Set<String> keys) {

    boolean isOfPair() {
      return terms.size() <= LONGEST && quantities().size() <= MOST_QUANTITIES;
    }

    boolean refersBack() {
      return tokens.stream().anyMatch(token -> REFERENCES.contains(token.text()));
    }

    List<Term> quantities() {
      return terms.stream().filter(term -> term.kind() == Term.Kind.QUANTITY).toList();
    }

    boolean denied() {
      return terms.stream().anyMatch(Term::negated);
    }

    Set<String> beside(Part other, String key) {
      return keys.stream()
          .filter(each -> !each.equals(key) && !other.keys.contains(each))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** What two neighbours differ in. */
  private record Difference(String first, String second) {}

  List<Parallel> of(List<Token> sentence) {
    List<Part> parts = parts(sentence);
    Set<String> all = new HashSet<>();
    parts.forEach(part -> all.addAll(part.keys()));
    List<Parallel> found = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i++) {
      Part first = parts.get(i);
      Part second = parts.get(i + 1);
      for (Difference difference : differences(first, second)) {
        found.add(
            new Parallel(
                difference.first(),
                difference.second(),
                first.beside(second, difference.first()),
                second.beside(first, difference.second()),
                second.denied() && !first.denied(),
                all));
      }
    }
    return found;
  }

  private List<Part> parts(List<Token> sentence) {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= sentence.size(); i++) {
      if (i == sentence.size() || BOUNDS.contains(sentence.get(i).text())) {
        List<Token> tokens = sentence.subList(start, i);
        List<Term> terms = TermReader.read(lexicon, tokens);
        if (!terms.isEmpty()) {
          Set<String> keys = terms.stream().map(Term::key).collect(Collectors.toUnmodifiableSet());
          parts.add(new Part(tokens, terms, keys));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  private Set<Difference> differences(Part first, Part second) {
    Set<Difference> differences = new LinkedHashSet<>();
    if (first.isOfPair() && second.isOfPair() && !second.refersBack()) {
      for (Term one : first.quantities()) {
        second.quantities().stream()
            .filter(one::isOfUnitOf)
            .forEach(other -> differences.add(new Difference(one.key(), other.key())));
      }
      ANCHORS.forEach(
          anchor -> add(behindWord(first, anchor), behindWord(second, anchor), differences));
      first.keys().forEach(key -> add(behind(first, key), behind(second, key), differences));
      differences.removeIf(
          each -> first.keys().contains(each.second()) || second.keys().contains(each.first()));
    }
    return differences;
  }

  private static void add(Set<String> some, Set<String> others, Set<Difference> differences) {
    some.forEach(one -> others.forEach(other -> differences.add(new Difference(one, other))));
  }

  /** The first key behind each occurrence of a small word. */
  private Set<String> behindWord(Part part, String anchor) {
    Set<String> keys = new LinkedHashSet<>();
    List<Token> tokens = part.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(anchor)) {
        int end = Math.min(tokens.size(), i + 1 + LONGEST);
        TermReader.read(lexicon, tokens.subList(i + 1, end)).stream()
            .findFirst()
            .ifPresent(term -> keys.add(term.key()));
      }
    }
    return keys;
  }

  /** The keys behind each occurrence of a key. */
  private static Set<String> behind(Part part, String key) {
    Set<String> keys = new LinkedHashSet<>();
    for (int i = 0; i + 1 < part.terms().size(); i++) {
      if (part.terms().get(i).key().equals(key)) {
        keys.add(part.terms().get(i + 1).key());
      }
    }
    return keys;
  }
}
