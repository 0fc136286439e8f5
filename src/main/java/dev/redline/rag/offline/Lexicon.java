package dev.redline.rag.offline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the offline judge knows about words. Not safe for use by several threads. */
final class Lexicon {

  private final Resource stopwordList = Resource.load("stopwords.txt");
  private final Resource negationList = Resource.load("negations.txt");
  private final Resource synonymList = Resource.load("synonyms.txt");
  private final Resource oppositeList = Resource.load("opposites.txt");
  private final Resource genericList = Resource.load("generic.txt");
  private final Resource nameList = Resource.load("names.txt");
  private final Resource verbList = Resource.load("verbs.txt");
  private final Resource verbOrNounList = Resource.load("verbs-or-nouns.txt");
  private final Phrases phrases = new Phrases(Resource.load("phrases.txt"));

  private final Stemmer stemmer = new Stemmer();
  private final Set<String> stopwords = new HashSet<>(stopwordList.words());
  private final Set<String> negations = new HashSet<>(negationList.words());
  private final Set<String> names = new HashSet<>(nameList.words());
  private final Set<String> verbs = new HashSet<>(verbList.words());
  private final Set<String> verbsOrNouns = new HashSet<>(verbOrNounList.words());
  private final Map<String, String> synonyms = readSynonyms();
  private final Map<String, Set<String>> opposites = readOpposites();
  private final Set<String> generic =
      genericList.words().stream().map(this::meaning).collect(Collectors.toUnmodifiableSet());

  Phrases phrases() {
    return phrases;
  }

  boolean isStopword(String word) {
    return stopwords.contains(word);
  }

  boolean isNegation(String word) {
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

  /** Whether a word of this meaning says little. */
  boolean isGeneric(String meaning) {
    return generic.contains(meaning);
  }

  /** One key for all words that mean the same; the stem for a word that is in no list. */
  String meaning(String word) {
    String stem = stemmer.stem(word);
    return synonyms.getOrDefault(stem, stem);
  }

  /** The meanings that exclude this one; none for most. */
  Set<String> opposites(String meaning) {
    return opposites.getOrDefault(meaning, Set.of());
  }

  /** SHA-256 over all word lists, lower-case hexadecimal. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Resource list : lists()) {
        digest.update(list.content().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private List<Resource> lists() {
    return List.of(
        stopwordList,
        negationList,
        synonymList,
        oppositeList,
        genericList,
        nameList,
        verbList,
        verbOrNounList,
        phrases.list());
  }

  private Map<String, String> readSynonyms() {
    Map<String, String> map = new HashMap<>();
    for (List<String> words : synonymList.rows()) {
      String group = stemmer.stem(words.get(0));
      words.forEach(word -> map.putIfAbsent(stemmer.stem(word), group));
    }
    return map;
  }

  private Map<String, Set<String>> readOpposites() {
    Map<String, Set<String>> map = new HashMap<>();
    for (List<String> pair : oppositeList.pairs('|')) {
      String left = meaning(pair.get(0));
      String right = meaning(pair.get(1));
      map.computeIfAbsent(left, key -> new HashSet<>()).add(right);
      map.computeIfAbsent(right, key -> new HashSet<>()).add(left);
    }
    return map;
  }
}
