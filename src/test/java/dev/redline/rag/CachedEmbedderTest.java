package dev.redline.rag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.cache.ResponseCache;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEmbedderTest {

  @TempDir private Path folder;
  private final List<String> embedded = new ArrayList<>();

  @Test
  void aTextIsEmbeddedOnceAndItsVectorComesBackAsItWas() {
    assertThat(embedder("one").embed("text")).containsExactly(0.1f, -4.0f, Float.MIN_VALUE);
    assertThat(embedder("one").embed("text")).containsExactly(0.1f, -4.0f, Float.MIN_VALUE);
    assertThat(embedded).containsExactly("text");
  }

  @Test
  void anotherModelHasVectorsOfItsOwn() {
    embedder("one").embed("text");
    embedder("two").embed("text");
    assertThat(embedded).containsExactly("text", "text");
  }

  private CachedEmbedder embedder(String model) {
    ResponseCache cache =
        ResponseCache.open(folder, Duration.ofHours(1), 1_000_000, Clock.systemUTC());
    return new CachedEmbedder(
        text -> {
          embedded.add(text);
          return new float[] {0.1f, text.length() * -1.0f, Float.MIN_VALUE};
        },
        model,
        cache);
  }
}
