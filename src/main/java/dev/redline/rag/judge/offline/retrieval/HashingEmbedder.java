package dev.redline.rag.judge.offline.retrieval;

import dev.redline.rag.Corpus;
import dev.redline.rag.Embedder;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.TextAnalyzer;
import java.util.List;

/**
 * Embeds text by hashing stems, identifiers, their parts and pairs of neighbours into 384
 * dimensions, each feature into two of them with a sign, weighted by how rare it is in the corpus.
 * The same corpus and text always give the same vector. Not safe for use by several threads.
 */
public final class HashingEmbedder implements Embedder {

  /** Length of every vector. */
  public static final int DIMENSIONS = 384;

  private static final double UNKNOWN_WORD = 1.0;

  private final TextAnalyzer analyzer = new TextAnalyzer(new Lexicon());
  private final Idf idf;

  /** Learns the weights from title and text of all passages. */
  public HashingEmbedder(Corpus corpus) {
    this(corpus.passages().stream().map(Passage::titled).toList());
  }

  /** Learns the weights from all texts; without any, all words weigh the same. */
  HashingEmbedder(List<String> texts) {
    this.idf =
        new Idf(
            texts.stream().map(text -> List.copyOf(Features.of(text, analyzer).keySet())).toList());
  }

  /** The vector of a passage: of its title and text. */
  public float[] embed(Passage passage) {
    return embed(passage.titled());
  }

  /** A vector of length 1; all zeros for a text without any word. */
  @Override
  public float[] embed(String text) {
    double[] sums = new double[DIMENSIONS];
    Features.of(text, analyzer).forEach((feature, weight) -> add(sums, feature, weight));
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

  /** A word that no passage has gets a fixed weight; a pair that none has would only be noise. */
  private void add(double[] sums, String feature, double weight) {
    double share = weight * idf.weight(feature, Features.isPair(feature) ? 0 : UNKNOWN_WORD);
    long hash = FeatureHash.of(feature);
    for (int half = 0; half < 2; half++) {
      int bits = (int) (hash >>> (32 * half));
      int dimension = Integer.remainderUnsigned(bits >>> 1, DIMENSIONS);
      sums[dimension] += (bits & 1) == 0 ? share : -share;
    }
  }
}
