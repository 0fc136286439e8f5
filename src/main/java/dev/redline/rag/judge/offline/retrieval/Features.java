package dev.redline.rag.judge.offline.retrieval;

import dev.redline.rag.judge.offline.text.Term;
import dev.redline.rag.judge.offline.text.TextAnalyzer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What an embedding sees of a text: terms, neighbouring pairs, parts of identifiers. */
final class Features {

  private static final Pattern SEPARATOR = Pattern.compile("[_.]");
  private static final double PAIR = 0.5;
  private static final double PART = 0.5;

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Double> scales = new HashMap<>();

  private Features() {}

  /** Weights by feature, 1 + ln(times) scaled by the kind of feature, in alphabetical order. */
  static Map<String, Double> of(String text, TextAnalyzer analyzer) {
    Features features = new Features();
    String previous = "";
    for (Term term : analyzer.terms(text)) {
      features.count(term.key(), 1);
      if (!previous.isEmpty()) {
        features.count(previous + " " + term.key(), PAIR);
      }
      if (SEPARATOR.matcher(term.key()).find()) {
        String parts = SEPARATOR.matcher(term.key()).replaceAll(" ");
        analyzer.terms(parts).forEach(part -> features.count(part.key(), PART));
      }
      previous = term.key();
    }
    return features.weights();
  }

  /** Whether the feature is a pair of neighbours. */
  static boolean isPair(String feature) {
    return feature.indexOf(' ') >= 0;
  }

  private void count(String feature, double scale) {
    counts.merge(feature, 1, Integer::sum);
    scales.merge(feature, scale, Math::max);
  }

  private Map<String, Double> weights() {
    Map<String, Double> weights = new TreeMap<>();
    counts.forEach((f, n) -> weights.put(f, (1 + Math.log(n)) * scales.getOrDefault(f, 1.0)));
    return weights;
  }
}
