package dev.redline.rag.offline;

import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Embeds text by hashing stems, identifiers, their parts and pairs of neighbours into 384
 * dimensions, each with two signs, weighted by how rare they are in the corpus. The same corpus and
 * text always give the same vector. Not safe for use by several threads.
 */
public final class HashingEmbedder {

  /** Length of every vector. */
  public static final int DIMENSIONS = 384;

  private static final Pattern SEPARATOR = Pattern.compile("[_.]");
  private static final double UNKNOWN_WORD = 1.0;
  private static final double UNKNOWN_PAIR = 0.0;
  private static final double PAIR = 0.5;
  private static final double PART = 0.5;

  private final TextAnalyzer analyzer = new TextAnalyzer(new Lexicon());
  private final Idf idf;

  /** Learns the weights from title and text of all passages. */
  public HashingEmbedder(Corpus corpus) {
    List<List<String>> texts = new ArrayList<>();
    for (Passage passage : corpus.passages()) {
      texts.add(List.copyOf(features(textOf(passage)).keySet()));
    }
    this.idf = new Idf(texts);
  }

  /** The vector of a passage: of its title and text. */
  public float[] embed(Passage passage) {
    return embed(textOf(passage));
  }

  /** A vector of length 1; all zeros for a text without any word. */
  public float[] embed(String text) {
    double[] sums = new double[DIMENSIONS];
    features(text).forEach((feature, weight) -> add(sums, feature, weight));
    double length = 0;
    for (double sum : sums) {
      length += sum * sum;
    }
    double scale = length == 0 ? 0 : 1 / Math.sqrt(length);
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (sums[i] * scale);
    }
    return vector;
  }

  private void add(double[] sums, String feature, double weight) {
    double unknown = feature.indexOf(' ') < 0 ? UNKNOWN_WORD : UNKNOWN_PAIR;
    double share = weight * idf.weight(feature, unknown);
    long hash = FeatureHash.of(feature);
    for (int half = 0; half < 2; half++) {
      int bits = (int) (hash >>> (32 * half));
      sums[Integer.remainderUnsigned(bits >>> 1, DIMENSIONS)] += (bits & 1) == 0 ? share : -share;
    }
  }

  /** Features with 1 + ln(times), scaled by what kind of feature it is. */
  private Map<String, Double> features(String text) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Double> scales = new HashMap<>();
    String previous = "";
    for (Term term : analyzer.terms(text)) {
      count(term.key(), 1, counts, scales);
      if (!previous.isEmpty()) {
        count(previous + " " + term.key(), PAIR, counts, scales);
      }
      if (SEPARATOR.matcher(term.key()).find()) {
        analyzer
            .terms(SEPARATOR.matcher(term.key()).replaceAll(" "))
            .forEach(p -> count(p.key(), PART, counts, scales));
      }
      previous = term.key();
    }
    Map<String, Double> weights = new TreeMap<>();
    counts.forEach((f, n) -> weights.put(f, (1 + Math.log(n)) * scales.getOrDefault(f, 1.0)));
    return weights;
  }

  private static void count(
      String feature, double scale, Map<String, Integer> counts, Map<String, Double> scales) {
    counts.merge(feature, 1, Integer::sum);
    scales.merge(feature, scale, Math::max);
  }

  private static String textOf(Passage passage) {
    return passage.title() + ". " + passage.text();
  }
}
