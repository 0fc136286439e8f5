package dev.redline.rag.judge.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the chat protocol on a loopback port, as a test tells it to. */
public final class ChatStandIn implements AutoCloseable {

  /**
   * A request that came.
   *
   * @param number of those that came before it; that of the preflight does not count
   */
  public record Request(String path, @Nullable String authorization, JsonNode body, int number) {

    public boolean isPreflight() {
      return number < 0;
    }

    /** Whether claims are asked for, and not labels. */
    public boolean extracts() {
      return body.path("max_tokens").asInt(0) == 1000;
    }

    String prompt() {
      return body.at("/messages/1/content").asString("");
    }
  }

  private final HttpServer server;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
  private final Function<Request, Chat> script;
  private final Queue<Request> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * @param script sees everything, the preflight too
   */
  public ChatStandIn(Function<Request, Chat> script) {
    this.script = script;
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String base() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  /** In order of arrival, without those of the preflight. */
  public List<Request> received() {
    return received.stream().filter(request -> !request.isPreflight()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    boolean preflight =
        body.at("/messages/1/content").asString("").equals("Write the single word ready.");
    Request request =
        new Request(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            body,
            preflight ? -1 : numbers.getAndIncrement());
    received.add(request);
    Chat chat = script.apply(request);
    threads.schedule(() -> respond(exchange, chat), chat.delay().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static @Nullable Void respond(HttpExchange exchange, Chat chat) throws IOException {
    byte[] body = chat.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(chat.status(), body.length);
      exchange.getResponseBody().write(body);
    }
    return null;
  }
}
