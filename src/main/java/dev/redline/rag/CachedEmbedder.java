package dev.redline.rag;

import dev.redline.rag.cache.CacheKey;
import dev.redline.rag.cache.ResponseCache;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;

/** Embeds each text once and keeps the vector. May be used by several threads. */
public final class CachedEmbedder implements Embedder {

  private final Embedder embedder;
  private final String model;
  private final ResponseCache cache;

  /**
   * @param model names {@code embedder} and its version: another one has vectors of its own
   */
  public CachedEmbedder(Embedder embedder, String model, ResponseCache cache) {
    this.embedder = embedder;
    this.model = model;
    this.cache = cache;
  }

  @Override
  public float[] embed(String text) {
    CacheKey key = CacheKey.of(List.of("embedding", model, text));
    return cache.get(key).map(CachedEmbedder::vector).orElseGet(() -> embedded(text, key));
  }

  private float[] embedded(String text, CacheKey key) {
    float[] vector;
    synchronized (embedder) {
      vector = embedder.embed(text);
    }
    cache.put(key, text(vector));
    return vector;
  }

  private static String text(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] vector(String text) {
    FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(text)).asFloatBuffer();
    float[] vector = new float[floats.remaining()];
    floats.get(vector);
    return vector;
  }
}
