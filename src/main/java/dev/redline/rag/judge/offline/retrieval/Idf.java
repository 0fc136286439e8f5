package dev.redline.rag.judge.offline.retrieval;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How much a feature tells, learnt from how few texts have it: ln((n + 1) / (texts + 0.5)). */
final class Idf {

  private final Map<String, Double> weights = new HashMap<>();

  Idf(Collection<List<String>> texts) {
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(text -> new HashSet<>(text).forEach(f -> counts.merge(f, 1, Integer::sum)));
    counts.forEach(
        (feature, count) -> weights.put(feature, Math.log((texts.size() + 1) / (count + 0.5))));
  }

  /** The weight learnt, or {@code unknown} for a feature that no text had. */
  double weight(String feature, double unknown) {
    return weights.getOrDefault(feature, unknown);
  }
}
