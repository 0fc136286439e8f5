package dev.redline.fleet;

import dev.redline.plan.Fleet;
import dev.redline.plan.TimeLimits;
import dev.redline.quoting.CauseText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads from REST APIs of Patroni, and asks them to act. It follows no redirect, and sends the
 * account to addresses of gates/target.yaml alone: not to those that a member names.
 */
final class PatroniClient {

  private final Fleet fleet;
  private final TimeLimits limits;
  private final Map<String, String> environment;
  private final HttpClient client;

  /**
   * @param environment where the password is, under the name that {@code fleet} gives
   * @throws IllegalStateException if a file of certificates or of a key cannot be read
   */
  PatroniClient(Fleet fleet, TimeLimits limits, Map<String, String> environment) {
    this.fleet = fleet;
    this.limits = limits;
    this.environment = Map.copyOf(environment);
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(limits.connect());
    Trust.of(fleet).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * What is at a path, such as {@code cluster}. Patroni answers with a status of its own (503 for a
   * server that does not run), so any object counts.
   *
   * @throws IOException if there is no answer in time, or it is none of Patroni's; the message is
   *     for a person
   */
  JsonNode read(URI api, String path) throws IOException {
    HttpResponse<byte[]> response = send(request(api, path).GET().build(), Duration.ZERO);
    try {
      JsonNode body = JsonMapper.shared().readTree(response.body());
      if (body.isObject() && response.statusCode() != 401 && response.statusCode() != 403) {
        return body;
      }
    } catch (JacksonException e) {
      throw new IOException("HTTP %d, and no JSON".formatted(response.statusCode()), e);
    }
    throw new IOException("HTTP " + response.statusCode());
  }

  /**
   * Has something done, and returns what Patroni says to it, whatever its status: what was done is
   * to be seen at the server.
   *
   * @param method such as {@code POST}
   * @param longer how long it may take beyond {@code limits.answer}
   * @throws IOException if there is no answer in time, or the account may not
   */
  String change(URI api, String method, String path, Map<String, ?> body, Duration longer)
      throws IOException {
    HttpRequest request =
        request(api, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build();
    HttpResponse<byte[]> response = send(request, longer);
    String said = new String(response.body(), StandardCharsets.UTF_8).strip();
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new IOException(
          "HTTP %d, %s; account in gates/target.yaml, and api holds %s?"
              .formatted(response.statusCode(), said, api));
    }
    return said;
  }

  private HttpRequest.Builder request(URI api, String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve("/" + path));
    Optional<Fleet.Account> account = fleet.account().filter(any -> fleet.api().contains(api));
    if (account.isPresent()) {
      request.header("Authorization", "Basic " + credentials(account.get()));
    }
    return request;
  }

  private String credentials(Fleet.Account account) throws IOException {
    String password = environment.get(account.passwordVariable());
    if (password == null || password.isEmpty()) {
      throw new IOException("the variable %s is not set".formatted(account.passwordVariable()));
    }
    byte[] pair = (account.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private HttpResponse<byte[]> send(HttpRequest request, Duration longer) throws IOException {
    Duration most = limits.answer().plus(longer);
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return coming.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      throw new IOException(CauseText.of(cause), cause);
    } catch (TimeoutException e) {
      throw new IOException("no answer within %d s".formatted(most.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      coming.cancel(true);
    }
  }
}
