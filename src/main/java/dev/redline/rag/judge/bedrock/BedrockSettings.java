package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.call.Environment;
import dev.redline.rag.judge.call.ServiceName;
import dev.redline.rag.judge.call.SettingException;
import dev.redline.rag.judge.model.ModelSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the environment says about Bedrock. Holds no secret: credentials are found by the AWS SDK.
 *
 * @param model that judges and answers; its id may be the ARN of an inference profile
 * @param embedding empty if no model for embeddings is named
 * @param region as it is set, whether there is one of that name or not; empty if the AWS SDK has to
 *     find one
 */
public record BedrockSettings(
    ModelSettings model, Optional<EmbeddingModel> embedding, Optional<String> region) {

  static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,2047}");
  static final String A_MODEL_ID = "a model id as Bedrock lists it";

  private static final ServiceName SERVICE = new ServiceName("bedrock", "Bedrock", "BEDROCK");
  private static final String STANDARD_MODEL = "meta.llama3-70b-instruct-v1:0";
  private static final double STANDARD_PER_SECOND = 0.25;
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
    Environment environment = new Environment(variables, SERVICE.prefix());
    String id = environment.text("BEDROCK_MODEL_ID", MODEL_ID, A_MODEL_ID).orElse(STANDARD_MODEL);
    Optional<EmbeddingModel> embedding = EmbeddingModel.of(environment);
    return new BedrockSettings(
        ModelSettings.of(
            SERVICE,
            environment,
            id,
            endpoint(environment),
            STANDARD_PER_SECOND,
            embedding.isPresent()),
        embedding,
        Optional.ofNullable(variables.get("AWS_REGION")));
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
}
