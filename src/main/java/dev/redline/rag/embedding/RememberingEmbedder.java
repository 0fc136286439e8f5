package dev.redline.rag.embedding;

import dev.redline.rag.Embedder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has each text embedded once and remembers its vector as long as the run lasts. */
public final class RememberingEmbedder implements Embedder {

  private final Embedder embedder;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  public RememberingEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public float[] embed(String text) {
    float[] vector = known.get(text);
    if (vector == null) {
      vector = embedder.embed(text);
      known.put(text, vector);
    }
    return vector.clone();
  }
}
