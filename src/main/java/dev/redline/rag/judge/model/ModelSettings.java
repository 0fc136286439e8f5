package dev.redline.rag.judge.model;

import dev.redline.rag.judge.call.Budget;
import dev.redline.rag.judge.call.CacheSettings;
import dev.redline.rag.judge.call.Environment;
import dev.redline.rag.judge.call.Limits;
import dev.redline.rag.judge.call.Retries;
import dev.redline.rag.judge.call.ServiceName;
import dev.redline.rag.judge.call.SettingException;
import dev.redline.rag.judge.prompt.CheckingMode;
import dev.redline.rag.judge.reply.ReplyFormat;
import java.net.URI;
import java.util.Optional;

/**
 * How a model is asked, whichever service offers it. Holds no secret.
 *
 * @param modelId judges and answers, as the service names it
 * @param answers who answers, where the evaluation asks its own questions
 * @param endpoint of the service; empty for its own
 */
public record ModelSettings(
    ServiceName service,
    String modelId,
    CheckingMode checking,
    ReplyFormat replies,
    AnswerMode answers,
    Optional<URI> endpoint,
    Limits limits,
    Retries retries,
    CacheSettings cache,
    Budget budget,
    ProgressMode progress) {

  /**
   * Reads what is the same for every service.
   *
   * @param perSecond requests a second unless another number is set
   * @param embeds whether a model of the service embeds, too
   * @throws SettingException for the first value that cannot be used
   */
  public static ModelSettings of(
      ServiceName service,
      Environment environment,
      String modelId,
      Optional<URI> endpoint,
      double perSecond,
      boolean embeds) {
    return new ModelSettings(
        service,
        modelId,
        environment.choice("CHECKING", CheckingMode.JOINT),
        environment.choice("REPLIES", ReplyFormat.TEXT),
        environment.choice("ANSWERS", AnswerMode.PASSAGES),
        endpoint,
        Limits.of(environment, perSecond),
        Retries.of(environment),
        CacheSettings.of(environment),
        Budget.of(environment, embeds),
        environment.choice("PROGRESS", ProgressMode.AUTO));
  }

  /** Keeps what one service says apart from what another one says. */
  public String origin() {
    return endpoint.map(Object::toString).orElse("");
  }
}
