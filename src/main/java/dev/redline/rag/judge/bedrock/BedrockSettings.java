package dev.redline.rag.judge.bedrock;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the environment says about Bedrock. Holds no secret: credentials are found by the AWS SDK.
 *
 * @param modelId judges and answers; may be the ARN of an inference profile
 * @param embedding empty if no model for embeddings is named
 * @param answers who answers, where the evaluation asks its own questions
 * @param region as it is set, whether there is one of that name or not; empty if the AWS SDK has to
 *     find one
 * @param endpoint a stand-in for the service; empty for the region's own
 */
public record BedrockSettings(
    String modelId,
    Optional<EmbeddingModel> embedding,
    CheckingMode checking,
    AnswerMode answers,
    Optional<String> region,
    Optional<URI> endpoint,
    Limits limits,
    Retries retries,
    CacheSettings cache,
    Budget budget,
    ProgressMode progress) {

  static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,2047}");
  static final String A_MODEL_ID = "a model id as Bedrock lists it";

  private static final String STANDARD_MODEL = "meta.llama3-70b-instruct-v1:0";
  private static final List<String> ENDPOINTS =
      List.of("BEDROCK_ENDPOINT", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_ENDPOINT_URL");
  private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+/?");

  /**
   * Reads all settings; what is not set has RAGChecker's customary value.
   *
   * @param variables usually {@code System.getenv()}
   * @throws SettingException for the first value that cannot be used
   */
  public static BedrockSettings of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    return new BedrockSettings(
        environment.text("BEDROCK_MODEL_ID", MODEL_ID, A_MODEL_ID).orElse(STANDARD_MODEL),
        EmbeddingModel.of(environment),
        choice(environment, "BEDROCK_CHECKING", CheckingMode.JOINT),
        choice(environment, "BEDROCK_ANSWERS", AnswerMode.PASSAGES),
        Optional.ofNullable(variables.get("AWS_REGION")),
        endpoint(environment),
        Limits.of(environment),
        Retries.of(environment),
        CacheSettings.of(environment),
        Budget.of(environment),
        choice(environment, "BEDROCK_PROGRESS", ProgressMode.AUTO));
  }

  /** The first that is set; the names of the AWS SDK count, too. */
  private static Optional<URI> endpoint(Environment environment) {
    String allowed = "http:// or https:// with host and port, without user or path";
    return ENDPOINTS.stream()
        .map(name -> environment.text(name, ENDPOINT, allowed))
        .flatMap(Optional::stream)
        .findFirst()
        .map(URI::create);
  }

  private static <E extends Enum<E>> E choice(Environment environment, String name, E standard) {
    E[] all = standard.getDeclaringClass().getEnumConstants();
    String words = String.join("|", Arrays.stream(all).map(BedrockSettings::word).toList());
    return environment
        .text(name, Pattern.compile(words), "one of " + words.replace("|", ", "))
        .map(word -> Enum.valueOf(standard.getDeclaringClass(), word.toUpperCase(Locale.ROOT)))
        .orElse(standard);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
