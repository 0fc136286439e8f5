package dev.redline.rag.judge.bedrock;

import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.call.ModelReply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns text into vectors by a Titan model. May be used by several threads at once. */
public final class BedrockEmbedder {

  private final Model model;
  private final EmbeddingModel embedding;

  BedrockEmbedder(Model model, EmbeddingModel embedding) {
    this.model = model;
    this.embedding = embedding;
  }

  /**
   * The vector of a text.
   *
   * @param text not blank
   * @throws UnusableReplyException if the reply holds no vector, or one of another length than is
   *     configured, or one with a component that is no finite number
   */
  public float[] embed(String text) {
    return model.ask(new TextEmbedding(embedding, text), this::vector);
  }

  private float[] vector(ModelReply reply) {
    JsonNode components = components(reply);
    float[] vector = new float[components.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) components.get(i).asDouble(Double.NaN);
      if (!Float.isFinite(vector[i])) {
        throw unusable("component " + i + " is no finite number", reply);
      }
    }
    return vector;
  }

  private JsonNode components(ModelReply reply) {
    JsonNode components;
    try {
      components = JsonMapper.shared().readTree(reply.text()).path("embedding");
    } catch (JacksonException e) {
      throw unusable("it is not JSON", reply);
    }
    int length = components.isArray() ? components.size() : 0;
    if (length == 0 || length != embedding.dimensions().orElse(length)) {
      throw unusable("it has %d components".formatted(length), reply);
    }
    return components;
  }

  private UnusableReplyException unusable(String problem, ModelReply reply) {
    return new UnusableReplyException(
        "Asked %s for a vector: %s".formatted(embedding.id(), problem), reply.text());
  }
}
