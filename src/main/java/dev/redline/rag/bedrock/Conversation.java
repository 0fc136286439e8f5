package dev.redline.rag.bedrock;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One prompt for one reply, at temperature 0.
 *
 * @param prompt with its content filled in
 * @param maxTokens after which the reply is cut off
 */
record Conversation(String modelId, FilledPrompt prompt, int maxTokens) implements ModelCall {

  static final float TEMPERATURE = 0f;

  /** Marks that a model's own conversation format adds around system text and prompt. */
  private static final int FORMAT_TOKENS = 64;

  @Override
  public List<String> identity() {
    return List.of(
        "converse",
        modelId,
        "temperature=" + TEMPERATURE,
        "maxTokens=" + maxTokens,
        prompt.templateSha256(),
        prompt.system(),
        prompt.user());
  }

  @Override
  public Tokens atMost() {
    long bytes = bytes(prompt.system()) + bytes(prompt.user());
    return new Tokens(bytes + FORMAT_TOKENS, maxTokens);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
