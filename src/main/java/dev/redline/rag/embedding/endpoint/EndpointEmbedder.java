package dev.redline.rag.embedding.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.redline.rag.Embedder;
import dev.redline.rag.JudgeUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an endpoint for one vector at a time. The key is in a header and nowhere else. */
final class EndpointEmbedder implements Embedder {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int OF_THE_SERVICE = 500;
  private static final int THROTTLED = 429;
  private static final RetryPolicy<float[]> RETRIES =
      RetryPolicy.<float[]>builder()
          .handle(IOException.class)
          .withMaxAttempts(3)
          .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
          .build();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI address;
  private final String model;
  private final Optional<String> key;

  /**
   * @param address that requests go to
   * @param key of the caller's; empty where nobody asks for one
   */
  EndpointEmbedder(URI address, String model, Optional<String> key) {
    this.address = address;
    this.model = model;
    this.key = key;
  }

  /**
   * @throws JudgeUnavailableException if there is no vector after three attempts, or will be none
   */
  @Override
  public float[] embed(String text) {
    Timeout<float[]> limit = Timeout.<float[]>builder(LONGEST).withInterrupt().build();
    try {
      return Failsafe.with(RETRIES, limit).get(() -> vector(client.send(request(text), asText())));
    } catch (FailsafeException e) { // of a checked exception, or of the limit
      throw unavailable(e.getCause() == null ? "no answer within 30 s" : e.getCause().toString());
    }
  }

  private static HttpResponse.BodyHandler<String> asText() {
    return HttpResponse.BodyHandlers.ofString(UTF_8);
  }

  private HttpRequest request(String text) {
    String body = JsonMapper.shared().writeValueAsString(Map.of("model", model, "input", text));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request.build();
  }

  private float[] vector(HttpResponse<String> response) throws IOException {
    int status = response.statusCode();
    if (status == THROTTLED || status >= OF_THE_SERVICE) {
      throw new IOException("status " + status);
    }
    if (status != 200) {
      throw unavailable("status " + status);
    }
    JsonNode components = components(response.body());
    float[] vector = new float[components.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) components.get(i).asDouble(Double.NaN);
      if (!Float.isFinite(vector[i])) {
        throw unavailable("component %d of the vector is no finite number".formatted(i));
      }
    }
    return vector;
  }

  private JsonNode components(String body) {
    JsonNode components;
    try {
      components = JsonMapper.shared().readTree(body).at("/data/0/embedding");
    } catch (JacksonException e) {
      throw unavailable("what it answers is not JSON");
    }
    if (!components.isArray() || components.isEmpty()) {
      throw unavailable("its answer holds no vector under data[0].embedding");
    }
    return components;
  }

  private JudgeUnavailableException unavailable(String problem) {
    return JudgeUnavailableException.ofEmbedder(
        "%s at %s gives no vector: %s".formatted(model, address, problem),
        "Correct EMBED_BASE_URL, EMBED_MODEL or EMBED_API_KEY, or start the service");
  }
}
