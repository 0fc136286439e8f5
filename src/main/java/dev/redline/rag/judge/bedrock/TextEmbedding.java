package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks for the vector of a text. */
record TextEmbedding(EmbeddingModel model, String text) implements ModelCall {

  private static final int FORMAT_TOKENS = 16;

  @Override
  public String modelId() {
    return model.id();
  }

  @Override
  public boolean embeds() {
    return true;
  }

  @Override
  public List<String> identity() {
    return List.of("embed", model.id(), "dimensions=" + dimensions(), text);
  }

  @Override
  public Tokens atMost() {
    return new Tokens(text.getBytes(StandardCharsets.UTF_8).length + FORMAT_TOKENS, 0);
  }

  /** A vector has no form that a model could mend. */
  @Override
  public ModelCall again(FaultyReplyException first) {
    return this;
  }

  private String dimensions() {
    return model.dimensions().map(Object::toString).orElse("the model's own");
  }
}
