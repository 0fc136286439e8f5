package dev.redline.rag.judge.openai;

import dev.failsafe.Bulkhead;
import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.Causes;
import dev.redline.rag.judge.call.CostMeter;
import dev.redline.rag.judge.call.Limits;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.call.Pace;
import dev.redline.rag.judge.call.Retries;
import dev.redline.rag.judge.call.ServiceModel;
import dev.redline.rag.judge.model.ModelSettings;
import dev.redline.rag.judge.prompt.Conversation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Asks a service that speaks OpenAI's chat protocol, within its limits. */
final class OpenAiModel implements ServiceModel {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /** Where an address that was never reached is concerned: its name or the way to it is wrong. */
  private static final List<Class<?>> UNREACHABLE =
      List.of(
          ConnectException.class,
          HttpConnectTimeoutException.class,
          UnresolvedAddressException.class,
          SSLException.class);

  private final ModelSettings settings;
  private final ChatWire wire;
  private final Bulkhead<Object> inFlight;
  private final Pace pace;
  private final CostMeter meter;
  private volatile boolean reached;

  /** Connects to nothing yet. */
  OpenAiModel(OpenAiSettings settings, Optional<String> key, CostMeter meter) {
    this.settings = settings.model();
    Limits limits = this.settings.limits();
    Duration connect = limits.request();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect.compareTo(LONGEST_CONNECT) < 0 ? connect : LONGEST_CONNECT)
            .build();
    this.wire = new ChatWire(client, settings, key);
    this.inFlight = Bulkhead.of(limits.inFlight());
    this.pace = new Pace(limits);
    this.meter = meter;
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    return reader.apply(reply((Conversation) call));
  }

  @Override
  public void close() {
    pace.close();
  }

  private ModelReply reply(Conversation call) {
    try {
      inFlight.acquirePermit();
      try {
        return attempts(call, new CallTrace(call, meter));
      } finally {
        inFlight.releasePermit();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while a model was asked");
    }
  }

  private ModelReply attempts(Conversation call, CallTrace trace) throws InterruptedException {
    Retries retries = settings.retries();
    long deadline = System.nanoTime() + settings.limits().total().toNanos();
    while (true) {
      pace.awaitTurn();
      ChatAnswer answer = attempt(call, trace);
      boolean over = trace.attempts() > retries.most() || System.nanoTime() - deadline >= 0;
      if (over || !answer.passing()) {
        return answer.outcome().get();
      }
      if (answer.throttled()) {
        pace.throttled();
      }
      Duration own = retries.pause(trace.attempts(), ThreadLocalRandom.current());
      pace.pause(own.compareTo(answer.spare()) < 0 ? answer.spare() : own);
    }
  }

  private ChatAnswer attempt(Conversation call, CallTrace trace) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = wire.send(call, trace);
      reached = true;
      return new ChatResponse(response, call, settings.origin(), trace).meaning();
    } catch (TimeoutException e) {
      return ChatAnswer.passing("No reply in time", trace);
    } catch (IOException e) {
      return reached || !Causes.any(e, UNREACHABLE)
          ? ChatAnswer.passing("The response could not be read", trace)
          : ChatAnswer.unavailable(
              settings.origin() + " cannot be reached",
              "Start the service, or correct OPENAI_BASE_URL");
    }
  }
}
