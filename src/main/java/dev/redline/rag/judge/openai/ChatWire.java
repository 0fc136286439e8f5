package dev.redline.rag.judge.openai;

import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.prompt.Conversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** Calls as requests of the chat protocol. The key is in a header and nowhere else. */
final class ChatWire {

  private static final int MOST_BYTES = 4 << 20;

  private final HttpClient client;
  private final OpenAiSettings settings;
  private final Optional<String> key;

  ChatWire(HttpClient client, OpenAiSettings settings, Optional<String> key) {
    this.client = client;
    this.settings = settings;
    this.key = key;
  }

  /**
   * Sends one attempt and returns what came, status and all.
   *
   * @throws TimeoutException if the response is not there in time, to its last byte
   * @throws IOException if there is none, or it is longer than {@value #MOST_BYTES} bytes
   */
  HttpResponse<byte[]> send(Conversation call, CallTrace trace)
      throws IOException, InterruptedException, TimeoutException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.address())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(call)));
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    trace.attempt();
    HttpResponse<byte[]> response = inTime(client.sendAsync(request.build(), i -> limited()));
    trace.response(response.statusCode(), response.body());
    return response;
  }

  private HttpResponse<byte[]> inTime(CompletableFuture<HttpResponse<byte[]>> response)
      throws IOException, InterruptedException, TimeoutException {
    try {
      long nanos = settings.model().limits().request().toNanos();
      return response.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private static HttpResponse.BodySubscriber<byte[]> limited() {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.ofByteArrayConsumer(
            part -> part.ifPresent(bytes -> append(received, bytes))),
        end -> received.toByteArray());
  }

  private static void append(ByteArrayOutputStream received, byte[] part) {
    if (received.size() + part.length > MOST_BYTES) {
      throw new IllegalStateException("A response of more than " + MOST_BYTES + " bytes");
    }
    received.writeBytes(part);
  }

  private byte[] body(Conversation call) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", call.modelId());
    body.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", call.prompt().system()),
            Map.of("role", "user", "content", call.prompt().user())));
    body.put("temperature", Conversation.TEMPERATURE);
    body.put(settings.tokensKey(), call.maxTokens());
    call.schema()
        .ifPresent(
            schema ->
                body.put(
                    "response_format",
                    Map.of(
                        "type",
                        "json_schema",
                        "json_schema",
                        Map.of("name", schema.key(), "strict", true, "schema", schema.schema()))));
    return JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }
}
