package dev.redline.rag.judge.call;

import dev.redline.rag.cache.CacheKey;
import dev.redline.rag.cache.ResponseCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks only what was never answered usably before. Of threads that ask the same at once, one asks
 * the model and the others wait for its reply.
 */
public final class CachedModel implements Model {

  private final Model model;
  private final ResponseCache cache;
  private final String origin;
  private final Map<CacheKey, CompletableFuture<ModelReply>> underWay = new ConcurrentHashMap<>();

  /**
   * @param origin keeps replies of a stand-in apart from those of the service
   */
  public CachedModel(Model model, ResponseCache cache, String origin) {
    this.model = model;
    this.cache = cache;
    this.origin = origin;
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    List<String> identity = new ArrayList<>(call.identity());
    identity.add(origin);
    CacheKey key = CacheKey.of(identity);
    CompletableFuture<ModelReply> mine = new CompletableFuture<>();
    CompletableFuture<ModelReply> first = underWay.putIfAbsent(key, mine);
    if (first != null) {
      return reader.apply(reply(first));
    }
    try {
      return answered(key, call, reader, mine);
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(key);
      mine.cancel(false);
    }
  }

  private <T> T answered(
      CacheKey key,
      ModelCall call,
      Function<ModelReply, T> reader,
      CompletableFuture<ModelReply> waiting) {
    ModelReply known = cache.get(key).flatMap(KeptReply::parse).orElse(null);
    if (known != null) {
      try {
        T read = reader.apply(known);
        waiting.complete(known);
        return read;
      } catch (FaultyReplyException e) {
        // Kept by a version that was content with less.
        return asked(key, call, reader, waiting);
      }
    }
    return asked(key, call, reader, waiting);
  }

  private <T> T asked(
      CacheKey key,
      ModelCall call,
      Function<ModelReply, T> reader,
      CompletableFuture<ModelReply> waiting) {
    return model.ask(
        call,
        reply -> {
          T read = reader.apply(reply);
          cache.put(key, KeptReply.of(reply));
          waiting.complete(reply);
          return read;
        });
  }

  private static ModelReply reply(CompletableFuture<ModelReply> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
