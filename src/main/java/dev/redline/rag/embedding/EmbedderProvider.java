package dev.redline.rag.embedding;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import java.util.List;
import java.util.Map;

/**
 * Offers an embedder under a name. Providers are found by {@link java.util.ServiceLoader}: a jar
 * that names one in {@code META-INF/services/dev.redline.rag.embedding.EmbedderProvider} adds an
 * embedder.
 */
public interface EmbedderProvider {

  /** What gates/ calls the embedder. */
  String name();

  /** The length of every vector; 0 where only a vector tells. */
  int dimensions();

  /**
   * What has to be added to the class path before it can be opened; empty if nothing is missing.
   */
  default String missing() {
    return "";
  }

  /**
   * Opens the embedder, for one thread at a time. Its id holds all that its vectors depend on.
   *
   * @param texts that are to be found: an embedder may learn from them which words are rare
   * @throws JudgeUnavailableException if something is missing
   */
  NamedEmbedder open(List<String> texts);

  /**
   * The same with the variables of the process, where a service of somebody's has its address.
   *
   * @throws JudgeUnavailableException if something is missing
   */
  default NamedEmbedder open(List<String> texts, Map<String, String> variables) {
    return open(texts);
  }
}
