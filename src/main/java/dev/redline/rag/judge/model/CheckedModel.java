package dev.redline.rag.judge.model;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.call.ServiceModel;
import dev.redline.rag.judge.call.ServiceName;
import dev.redline.rag.judge.prompt.Conversation;
import dev.redline.rag.judge.prompt.PromptTemplate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a model when the first call comes, and first makes sure that each model in use answers at
 * all. What that finds is remembered: a model that cannot be asked is not asked again.
 */
public final class CheckedModel implements Model, AutoCloseable {

  private static final int TOKENS = 16;

  private final ServiceName service;
  private final Supplier<ServiceModel> opener;
  private final List<ModelCall> checks;
  private @Nullable ServiceModel model;
  private @Nullable JudgeUnavailableException unavailable;

  /**
   * @param checks one call to each model in use
   */
  CheckedModel(ServiceName service, List<ModelCall> checks, Supplier<ServiceModel> opener) {
    this.service = service;
    this.opener = opener;
    this.checks = List.copyOf(checks);
  }

  /** A call that every model which writes text can answer. */
  public static ModelCall textCheck(String modelId) {
    return Conversation.ofText(modelId, PromptTemplate.load("preflight").fill(Map.of()), TOKENS);
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

  private ServiceModel opened() {
    ServiceModel opened = opener.get();
    try {
      checks.forEach(call -> opened.ask(call, ModelReply::text));
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e instanceof UnusableReplyException unusable ? unavailable(unusable) : e;
    }
  }

  private JudgeUnavailableException unavailable(UnusableReplyException e) {
    return new JudgeUnavailableException(
        "%s does not answer: %s".formatted(service.title(), e.getMessage()),
        "Correct the variable that it is about; or try again later, if it throttles with lower"
            + " %1$s_MAX_RPS and %1$s_MAX_IN_FLIGHT".formatted(service.prefix()));
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
    }
  }
}
