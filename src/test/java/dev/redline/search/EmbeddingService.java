package dev.redline.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stand-in for a service of the embeddings protocol, on loopback.
 *
 * @param asked the texts that it got, in their order
 */
record EmbeddingService(HttpServer server, List<String> asked) implements AutoCloseable {

  /**
   * Starts one.
   *
   * @param embedder gives the numbers of the vector of a text, with commas
   */
  static EmbeddingService start(UnaryOperator<String> embedder) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    EmbeddingService service = new EmbeddingService(server, new CopyOnWriteArrayList<>());
    server.createContext("/v1/embeddings", exchange -> service.answer(exchange, embedder));
    server.start();
    return service;
  }

  private void answer(HttpExchange exchange, UnaryOperator<String> embedder) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String text = JsonMapper.shared().readTree(request).path("input").asString();
    asked.add(text);
    byte[] reply =
        "{\"data\": [{\"embedding\": [%s]}]}".formatted(embedder.apply(text)).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply);
    exchange.close();
  }

  /** What a process has in its environment to find it. */
  Map<String, String> variables() {
    return Map.of(
        "EMBED_BASE_URL",
        "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()),
        "EMBED_MODEL",
        "bge-m3");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
