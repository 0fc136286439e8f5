package dev.redline.rag.judge.bedrock;

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

  private static final String AGAIN =
      "Your earlier reply could not be used: %s. Write the whole reply once more, in the form asked"
          + " for above and with nothing else in it.";

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

  /** Where the reply was cut off, the next one may be twice as long. */
  @Override
  public Conversation again(FaultyReplyException first) {
    int room = first.fault() == Fault.CUT_OFF ? 2 * maxTokens : maxTokens;
    return new Conversation(modelId, prompt.with(AGAIN.formatted(first.words())), room);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
