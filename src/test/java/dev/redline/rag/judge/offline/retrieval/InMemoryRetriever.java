package dev.redline.rag.judge.offline.retrieval;

import dev.redline.rag.Corpus;
import dev.redline.rag.Embedder;
import dev.redline.rag.Passage;
import dev.redline.rag.Retriever;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Exact search by cosine over all passages: what an index should come close to. */
public final class InMemoryRetriever implements Retriever {

  private final Embedder questions;
  private final List<Passage> passages;
  private final List<float[]> vectors;

  public InMemoryRetriever(Corpus corpus, Embedder embedder) {
    this(corpus, embedder, embedder);
  }

  /**
   * @param stored embeds the passages
   * @param questions embeds what is asked: the same, unless something is wrong
   */
  public InMemoryRetriever(Corpus corpus, Embedder stored, Embedder questions) {
    this.questions = questions;
    this.passages = corpus.passages();
    this.vectors = passages.stream().map(Passage::titled).map(stored::embed).toList();
  }

  @Override
  public List<Passage> retrieve(String query, int k) {
    float[] vector = questions.embed(query);
    double[] similarity =
        vectors.stream().mapToDouble(candidate -> dot(vector, candidate)).toArray();
    return IntStream.range(0, similarity.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -similarity[i]))
        .limit(k)
        .map(passages::get)
        .toList();
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
