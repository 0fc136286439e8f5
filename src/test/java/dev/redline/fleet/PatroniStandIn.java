package dev.redline.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The API of one member, with the texts that Patroni 3.0.2 gave for a fleet of three. */
final class PatroniStandIn implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final List<String> authorizations = new ArrayList<>();

  PatroniStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI api() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  PatroniStandIn at(String path, String text) {
    texts.put("/" + path, text.replace('\'', '"'));
    return this;
  }

  /** What came in the header Authorization, {@code null} where there was none. */
  List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] body = texts.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    boolean stopped = Objects.requireNonNullElse(texts.get(path), "").contains("stopped");
    exchange.sendResponseHeaders(body.length == 0 ? 404 : stopped ? 503 : 200, 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
