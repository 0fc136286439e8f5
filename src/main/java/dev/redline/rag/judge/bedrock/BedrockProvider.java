package dev.redline.rag.judge.bedrock;

import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.Progress;
import dev.redline.rag.embedding.RememberingEmbedder;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.model.ModelService;
import dev.redline.rag.judge.model.ModelSession;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Bedrock as the judge of a run, or as who embeds. */
public final class BedrockProvider implements JudgeProvider {

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Optional<String> chosenBy() {
    return Optional.of("BEDROCK_MODEL_ID");
  }

  @Override
  public JudgeService open(Conditions conditions) {
    return open(BedrockSettings.of(conditions.variables()), AwsAccess.ofThisMachine(), conditions);
  }

  static JudgeService open(BedrockSettings settings, AwsAccess access, Conditions conditions) {
    Clock clock = conditions.clock();
    return service(settings, conditions, shown -> Bedrock.open(settings, access, clock, shown));
  }

  /** Opens Bedrock for vectors alone, beside another judge; nothing is sent. */
  public static JudgeService openForVectors(Conditions conditions) {
    return openForVectors(
        BedrockSettings.of(conditions.variables()), AwsAccess.ofThisMachine(), conditions);
  }

  static JudgeService openForVectors(
      BedrockSettings settings, AwsAccess access, Conditions conditions) {
    Clock clock = conditions.clock();
    return service(
        settings, conditions, shown -> Bedrock.openForVectors(settings, access, clock, shown));
  }

  private static JudgeService service(
      BedrockSettings settings, Conditions conditions, Function<Progress, ModelSession> open) {
    return new ModelService(
        settings.model(),
        conditions.screen(),
        open,
        session ->
            Bedrock.embedder(settings, session)
                .map(
                    model ->
                        new NamedEmbedder(
                            embedderId(settings),
                            // Asked for each text once, whatever the cache keeps.
                            new RememberingEmbedder(new CorpusEmbedder(model)))));
  }

  private static String embedderId(BedrockSettings settings) {
    return "bedrock "
        + settings.embedding().map(EmbeddingModel::id).orElse("")
        + settings.model().endpoint().map(endpoint -> " at " + endpoint).orElse("");
  }
}
