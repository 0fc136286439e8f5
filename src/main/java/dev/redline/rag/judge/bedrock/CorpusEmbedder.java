package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Embedder;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Titan model as the embedder of a run: asked for each text once, whatever the cache keeps. A
 * text without a vector cannot be searched for, so that whatever fails means paused.
 */
final class CorpusEmbedder implements Embedder {

  private final BedrockEmbedder model;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  CorpusEmbedder(BedrockEmbedder model) {
    this.model = model;
  }

  /**
   * The vector of a text.
   *
   * @throws JudgeUnavailableException if the model gives none
   */
  @Override
  public float[] embed(String text) {
    float[] vector = known.get(text);
    if (vector == null) {
      vector = asked(text);
      known.put(text, vector);
    }
    return vector.clone();
  }

  private float[] asked(String text) {
    try {
      return model.embed(text);
    } catch (JudgeUnavailableException e) {
      throw JudgeUnavailableException.ofEmbedder(e.problem(), e.action());
    } catch (UnusableReplyException e) {
      throw JudgeUnavailableException.ofEmbedder(
          "a text without a vector: " + e.getMessage(),
          "Try again later, what was answered is kept; if Bedrock throttles, lower BEDROCK_MAX_RPS");
    }
  }
}
