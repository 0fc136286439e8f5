package dev.redline.rag.judge;

import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.bedrock.AwsAccess;
import dev.redline.rag.judge.bedrock.BedrockService;
import dev.redline.rag.judge.bedrock.BedrockSettings;
import dev.redline.rag.judge.offline.OfflineService;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which judge a run uses: the one that {@code -Djudge} names, {@code offline} or {@code bedrock};
 * without it Bedrock if {@code BEDROCK_MODEL_ID} is set, and the offline judge if not.
 *
 * @param properties as given with -D
 * @param environment variables of the process
 * @param say told which judge it is, and why
 */
public record JudgeChoice(
    Map<String, String> properties,
    Map<String, String> environment,
    Clock clock,
    Consumer<String> say) {

  private static final String PROPERTY = "judge";
  private static final String MODEL = "BEDROCK_MODEL_ID";
  private static final String EMBEDDING_MODEL = "BEDROCK_EMBED_MODEL_ID";
  private static final List<String> KNOWN = List.of("offline", "bedrock");

  /** What the AWS SDK takes as system properties, by the variable of the same meaning. */
  private static final Map<String, String> SDK_PROPERTIES =
      Map.of(
          "AWS_REGION", "aws.region",
          "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "aws.endpointUrlBedrockRuntime",
          "AWS_ENDPOINT_URL", "aws.endpointUrl");

  /**
   * Opens the judge; nothing is sent.
   *
   * @throws IllegalArgumentException if {@code -Djudge} names another one
   * @throws dev.redline.rag.judge.bedrock.SettingException if a variable has a value that cannot be
   *     used
   */
  JudgeService open() {
    if (name().equals("offline")) {
      OfflineService offline = new OfflineService();
      say.accept("Judge: %s (%s)".formatted(offline.judge().id(), reason()));
      return offline;
    }
    BedrockSettings settings = BedrockSettings.of(variables());
    BedrockService bedrock =
        BedrockService.open(settings, AwsAccess.ofThisMachine(), clock, System.err);
    say.accept(
        "Judge: %s, model %s%s (%s)"
            .formatted(
                bedrock.judge().id(),
                settings.modelId(),
                settings.endpoint().map(endpoint -> " at " + endpoint).orElse(""),
                reason()));
    return bedrock;
  }

  /** Whether a model embeds passages and questions, whoever judges. */
  boolean embeds() {
    return environment.containsKey(EMBEDDING_MODEL);
  }

  /** Opens Bedrock for vectors alone; nothing is sent. */
  BedrockService openForVectors() {
    return BedrockService.openForVectors(
        BedrockSettings.of(variables()), AwsAccess.ofThisMachine(), clock, System.err);
  }

  void tell(NamedEmbedder embedder) {
    say.accept("Embedder: %s (%s is set)".formatted(embedder.id(), EMBEDDING_MODEL));
  }

  private String name() {
    String named = properties.get(PROPERTY);
    if (named == null) {
      return environment.containsKey(MODEL) ? "bedrock" : "offline";
    }
    if (!KNOWN.contains(named)) {
      throw new IllegalArgumentException(
          "-Djudge=%s is not known: it must be one of %s.".formatted(named, KNOWN));
    }
    return named;
  }

  private String reason() {
    if (properties.containsKey(PROPERTY)) {
      return "as -Djudge says";
    }
    return environment.containsKey(MODEL)
        ? MODEL + " is set"
        : MODEL + " is not set; -Djudge=bedrock asks Bedrock";
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    SDK_PROPERTIES.forEach(
        (variable, property) -> {
          if (properties.containsKey(property)) {
            variables.put(variable, properties.get(property));
          }
        });
    variables.putAll(environment);
    return variables;
  }
}
