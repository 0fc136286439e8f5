package dev.redline.rag.embedding.endpoint;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.embedding.EmbedderProvider;
import dev.redline.rag.embedding.RememberingEmbedder;
import dev.redline.rag.judge.call.Environment;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Offers the model behind an endpoint of somebody's: Ollama, vLLM, Text Embeddings Inference,
 * llama.cpp, OpenAI. EMBED_BASE_URL and EMBED_MODEL name it, EMBED_API_KEY lets in.
 */
public final class EndpointProvider implements EmbedderProvider {

  private static final String BASE_URL = "EMBED_BASE_URL";
  private static final String MODEL = "EMBED_MODEL";
  private static final String KEY = "EMBED_API_KEY";
  private static final Pattern BASE =
      Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~-]+)*/?");
  private static final Pattern NAME = Pattern.compile("[\\w.:/@+-]{1,256}");

  @Override
  public String name() {
    return "endpoint";
  }

  @Override
  public int dimensions() {
    return 0;
  }

  /**
   * @throws JudgeUnavailableException always: without variables there is no address
   */
  @Override
  public NamedEmbedder open(List<String> texts) {
    throw JudgeUnavailableException.ofEmbedder(
        "an endpoint has no address here", "Name it in gates/workload.yaml alone");
  }

  @Override
  public NamedEmbedder open(List<String> texts, Map<String, String> variables) {
    Environment environment = new Environment(variables, "EMBED");
    String base =
        present(
            environment.text(
                BASE_URL,
                BASE,
                "http:// or https:// with host and path, such as http://db2:8080/v1"),
            BASE_URL);
    String model = present(environment.text(MODEL, NAME, "a model as the service names it"), MODEL);
    URI address = URI.create(base + (base.endsWith("/") ? "" : "/") + "embeddings");
    return new NamedEmbedder(
        "%s at %s".formatted(model, address),
        new RememberingEmbedder(
            new EndpointEmbedder(address, model, Optional.ofNullable(variables.get(KEY)))));
  }

  private static String present(Optional<String> value, String variable) {
    return value.orElseThrow(
        () ->
            JudgeUnavailableException.ofEmbedder(
                "endpoint, and %s is not set".formatted(variable),
                "Set %s and %s".formatted(BASE_URL, MODEL)));
  }
}
