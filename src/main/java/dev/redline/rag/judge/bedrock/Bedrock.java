package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Progress;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.model.CheckedModel;
import dev.redline.rag.judge.model.ModelSession;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Models of Amazon Bedrock. */
public final class Bedrock {

  private Bedrock() {}

  /** Opens the cache and nothing else; see {@link ModelSession}. */
  public static ModelSession open(
      BedrockSettings settings, AwsAccess access, Clock clock, Progress progress) {
    ModelCall text = CheckedModel.textCheck(settings.model().modelId());
    List<ModelCall> checks =
        Stream.concat(Stream.of(text), embeddingCheck(settings).stream()).toList();
    return open(settings, checks, access, clock, progress);
  }

  /** The same for vectors alone: the model that judges is not asked whether it answers. */
  static ModelSession openForVectors(
      BedrockSettings settings, AwsAccess access, Clock clock, Progress progress) {
    return open(settings, embeddingCheck(settings).stream().toList(), access, clock, progress);
  }

  private static ModelSession open(
      BedrockSettings settings,
      List<ModelCall> checks,
      AwsAccess access,
      Clock clock,
      Progress progress) {
    return new ModelSession(
        settings.model(),
        checks,
        meter -> BedrockModel.open(settings, access, meter),
        clock,
        progress);
  }

  /** Makes vectors; empty unless a model for it is configured. */
  public static Optional<BedrockEmbedder> embedder(BedrockSettings settings, ModelSession session) {
    return settings.embedding().map(model -> new BedrockEmbedder(session.model(), model));
  }

  private static Optional<ModelCall> embeddingCheck(BedrockSettings settings) {
    return settings.embedding().map(model -> new TextEmbedding(model, "ready"));
  }
}
