package dev.redline.rag.judge.offline.text;

import dev.redline.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The word lists of the build, each once, and their common hash. */
final class WordLists {

  private static final List<String> NAMES =
      List.of(
          "denials",
          "hedges",
          "irregular",
          "names",
          "negations",
          "opposites",
          "phrases",
          "quantifiers",
          "stopwords",
          "synonyms",
          "verbs",
          "verbs-or-nouns");

  private final Map<String, Resource> lists = new HashMap<>();

  WordLists() {
    NAMES.forEach(name -> lists.put(name, Resource.load(name + ".txt")));
  }

  Resource get(String name) {
    Resource list = lists.get(name);
    if (list == null) {
      throw new IllegalArgumentException("There is no word list " + name + ", only " + NAMES);
    }
    return list;
  }

  Set<String> words(String name) {
    return new HashSet<>(get(name).words());
  }

  /** SHA-256 over the rules and all lists in alphabetical order, lower-case hexadecimal. */
  String sha256(String rules) {
    Sha256 sha256 = new Sha256();
    sha256.add(rules.getBytes(StandardCharsets.UTF_8));
    for (String name : NAMES) {
      sha256.add(get(name).content());
    }
    return sha256.hex();
  }
}
