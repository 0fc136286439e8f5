package dev.redline.rag.judge.prompt;

import dev.redline.rag.judge.call.Fault;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.Tokens;
import dev.redline.rag.judge.reply.ReplySchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One prompt for one reply, at temperature 0.
 *
 * @param prompt with its content filled in
 * @param maxTokens after which the reply is cut off
 * @param schema that the reply must follow; empty for text
 */
public record Conversation(
    String modelId, FilledPrompt prompt, int maxTokens, Optional<ReplySchema> schema)
    implements ModelCall {

  public static final float TEMPERATURE = 0f;

  private static final String AGAIN =
      "Your earlier reply could not be used: %s. Write the whole reply once more, in the form asked"
          + " for above and with nothing else in it.";

  /** Marks that a model's own conversation format adds around system text and prompt. */
  private static final int FORMAT_TOKENS = 64;

  public static Conversation ofText(String modelId, FilledPrompt prompt, int maxTokens) {
    return new Conversation(modelId, prompt, maxTokens, Optional.empty());
  }

  Conversation following(ReplySchema followed) {
    return new Conversation(modelId, prompt, maxTokens, Optional.of(followed));
  }

  @Override
  public boolean embeds() {
    return false;
  }

  @Override
  public List<String> identity() {
    return List.of(
        "converse",
        modelId,
        "temperature=" + TEMPERATURE,
        "maxTokens=" + maxTokens,
        "schema=" + schema.map(ReplySchema::key).orElse("none"),
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
    return new Conversation(modelId, prompt.with(AGAIN.formatted(first.words())), room, schema);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
