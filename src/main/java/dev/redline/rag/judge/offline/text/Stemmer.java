package dev.redline.rag.judge.offline.text;

import java.util.HashMap;
import java.util.Map;
import org.tartarus.snowball.ext.EnglishStemmer;

/** English stems, each computed once. Not safe for use by several threads. */
final class Stemmer {

  private final EnglishStemmer stemmer = new EnglishStemmer();
  private final Map<String, String> known = new HashMap<>();

  String stem(String word) {
    return known.computeIfAbsent(word, this::compute);
  }

  private String compute(String word) {
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }
}
