package dev.redline.rag.judge.offline.retrieval;

import dev.redline.files.Sha256;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.embedding.EmbedderProvider;
import dev.redline.rag.embedding.Embedders;
import java.util.List;

/** Offers hashing, which needs nothing and follows the words alone. */
public final class HashingProvider implements EmbedderProvider {

  @Override
  public String name() {
    return Embedders.SIMPLE;
  }

  @Override
  public int dimensions() {
    return HashingEmbedder.DIMENSIONS;
  }

  @Override
  public NamedEmbedder open(List<String> texts) {
    Sha256 learnt = new Sha256();
    texts.forEach(learnt::add);
    return new NamedEmbedder("hashing of texts " + learnt.hex(), new HashingEmbedder(texts));
  }
}
