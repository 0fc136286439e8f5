package dev.redline.rag.judge.offline.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known about words. Not safe for use by several threads. */
public final class Lexicon {

  private final WordLists lists = new WordLists();
  private final Stemmer stemmer = new Stemmer();
  private final Phrases phrases = new Phrases(lists.get("phrases"));
  private final Set<String> stopwords = lists.words("stopwords");
  private final Set<String> negations = lists.words("negations");
  private final Set<String> names = lists.words("names");
  private final Set<String> verbs = lists.words("verbs");
  private final Set<String> verbsOrNouns = lists.words("verbs-or-nouns");
  private final Map<String, String> bases = readBases();
  private final Set<String> hedges = lists.words("hedges");
  private final Set<String> denials = stems("denials");
  private final Map<String, Integer> reaches = readReaches();
  private final Map<String, String> synonyms = readSynonyms();
  private final Map<String, Set<String>> opposites = readOpposites();

  Phrases phrases() {
    return phrases;
  }

  public boolean isStopword(String word) {
    return stopwords.contains(word);
  }

  public boolean isNegation(String word) {
    return negations.contains(word);
  }

  /** Whether the word names one thing, so that no other word can stand for it. */
  boolean isName(String word) {
    return names.contains(word);
  }

  boolean isVerb(String word) {
    return verbs.contains(word);
  }

  boolean isVerbOrNoun(String word) {
    return verbsOrNouns.contains(word);
  }

  /** One key for all words that mean the same; the stem for a word that is in no list. */
  String meaning(String word) {
    String stem = stem(word);
    return synonyms.getOrDefault(stem, stem);
  }

  /** Whether the word leaves open if what it speaks of is so. */
  boolean isHedge(String word) {
    return hedges.contains(word);
  }

  /** How much the word speaks of, 1 (some) to 4 (all or none); 0 for what is no quantifier. */
  int reach(String word) {
    return reaches.getOrDefault(word, 0);
  }

  /** Whether the word denies what follows it. */
  boolean isDenial(String word) {
    return denials.contains(stem(word));
  }

  private String stem(String word) {
    return stemmer.stem(bases.getOrDefault(word, word));
  }

  /** The meanings that exclude this one; none for most. */
  public Set<String> opposites(String meaning) {
    return opposites.getOrDefault(meaning, Set.of());
  }

  /** Changes whenever the rules or any word list do. */
  public String sha256(String rules) {
    return lists.sha256(rules);
  }

  private Map<String, String> readSynonyms() {
    Map<String, String> map = new HashMap<>();
    for (List<String> words : lists.get("synonyms").rows()) {
      String group = stem(words.get(0));
      words.forEach(word -> map.putIfAbsent(stem(word), group));
    }
    return map;
  }

  private Set<String> stems(String list) {
    return lists.words(list).stream().map(this::stem).collect(Collectors.toUnmodifiableSet());
  }

  private Map<String, Integer> readReaches() {
    Map<String, Integer> map = new HashMap<>();
    for (List<String> row : lists.get("quantifiers").rows()) {
      row.stream().skip(1).forEach(word -> map.put(word, Integer.valueOf(row.get(0))));
    }
    return map;
  }

  private Map<String, String> readBases() {
    Map<String, String> map = new HashMap<>();
    for (List<String> forms : lists.get("irregular").rows()) {
      forms.forEach(form -> map.put(form, forms.get(0)));
    }
    return map;
  }

  private Map<String, Set<String>> readOpposites() {
    Map<String, Set<String>> map = new HashMap<>();
    for (List<String> pair : lists.get("opposites").pairs('|')) {
      String left = meaning(pair.get(0));
      String right = meaning(pair.get(1));
      map.computeIfAbsent(left, key -> new HashSet<>()).add(right);
      map.computeIfAbsent(right, key -> new HashSet<>()).add(left);
    }
    return map;
  }
}
