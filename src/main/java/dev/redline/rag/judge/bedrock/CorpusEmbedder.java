package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Embedder;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;

/**
 * A Titan model as the embedder of a run. A text without a vector cannot be searched for, so that
 * whatever fails means paused.
 */
final class CorpusEmbedder implements Embedder {

  private final BedrockEmbedder model;

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
