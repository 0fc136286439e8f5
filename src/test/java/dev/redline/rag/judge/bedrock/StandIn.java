package dev.redline.rag.judge.bedrock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Speaks Converse and InvokeModel on a loopback port, as a test tells it to. */
public final class StandIn implements AutoCloseable {

  private final HttpServer server;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
  private final Function<Received, Served> script;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  /**
   * @param script sees everything, the preflight too
   */
  public StandIn(Function<Received, Served> script) throws IOException {
    this.script = script;
    // Without it every response waits 40 ms for the client's acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers the preflight by itself; {@code script} sees everything else. */
  public static StandIn beyondPreflight(Function<Received, Served> script) throws IOException {
    return new StandIn(r -> r.isPreflight() ? Served.text("ready") : script.apply(r));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** In order of arrival, without those of the preflight. */
  public List<Received> received() {
    return received.stream().filter(request -> !request.isPreflight()).toList();
  }

  public List<Received> receivedWithPreflight() {
    return List.copyOf(received);
  }

  public int mostInFlight() {
    return mostInFlight.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    byte[] body = exchange.getRequestBody().readAllBytes();
    Received request = Received.of(now, exchange.getRequestURI().getRawPath(), body, number);
    received.add(request);
    Served served = script.apply(request);
    long due = now + served.delay().toNanos() - System.nanoTime();
    threads.schedule(() -> respond(exchange, served), due, TimeUnit.NANOSECONDS);
  }

  private Void respond(HttpExchange exchange, Served served) throws IOException {
    inFlight.decrementAndGet();
    try (exchange) {
      served.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(served.status(), served.body().length + served.missing());
      exchange.getResponseBody().write(served.body());
    }
    return null;
  }
}
