package dev.redline.rag.judge.bedrock;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens a model when the first call comes, and first makes sure that each model in use answers at
 * all. What that finds is remembered: a model that cannot be asked is not asked again.
 */
final class CheckedModel implements Model, AutoCloseable {

  private static final int TOKENS = 16;

  private final Supplier<BedrockModel> opener;
  private final List<ModelCall> checks;
  private @Nullable BedrockModel model;
  private @Nullable JudgeUnavailableException unavailable;

  /**
   * @param checks one call to each model in use
   */
  CheckedModel(List<ModelCall> checks, Supplier<BedrockModel> opener) {
    this.opener = opener;
    this.checks = List.copyOf(checks);
  }

  /** A call to the model that judges, and one to the model that embeds, if there is any. */
  static List<ModelCall> ofAll(BedrockSettings settings) {
    FilledPrompt prompt = PromptTemplate.load("preflight").fill(Map.of());
    Conversation text = new Conversation(settings.modelId(), prompt, TOKENS);
    return Stream.concat(Stream.of(text), ofEmbedding(settings).stream()).toList();
  }

  /** A call to the model that embeds, if there is any. */
  static List<ModelCall> ofEmbedding(BedrockSettings settings) {
    return settings.embedding().stream()
        .<ModelCall>map(embedding -> new TextEmbedding(embedding, "ready"))
        .toList();
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    return checked().ask(call, reader);
  }

  /**
   * The model, known to answer.
   *
   * @throws JudgeUnavailableException if it does not
   */
  synchronized Model checked() {
    if (unavailable != null) {
      throw unavailable;
    }
    if (model == null) {
      try {
        model = opened();
      } catch (JudgeUnavailableException e) {
        unavailable = e;
        throw e;
      }
    }
    return model;
  }

  private BedrockModel opened() {
    BedrockModel opened = opener.get();
    try {
      checks.forEach(call -> opened.ask(call, ModelReply::text));
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e instanceof UnusableReplyException unusable ? unavailable(unusable) : e;
    }
  }

  private static JudgeUnavailableException unavailable(UnusableReplyException e) {
    return new JudgeUnavailableException(
        "Bedrock does not answer: " + e.getMessage(),
        "Correct the variable that it is about; or try again later, if it throttles with lower"
            + " BEDROCK_MAX_RPS and BEDROCK_MAX_IN_FLIGHT");
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
    }
  }
}
