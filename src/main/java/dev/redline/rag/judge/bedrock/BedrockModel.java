package dev.redline.rag.judge.bedrock;

import dev.failsafe.Bulkhead;
import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.CostMeter;
import dev.redline.rag.judge.call.Limits;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.call.Pace;
import dev.redline.rag.judge.call.ServiceModel;
import dev.redline.rag.judge.model.ModelSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/** Asks the service, within its limits. */
final class BedrockModel implements ServiceModel {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final BedrockRuntimeClient client;
  private final Wire wire;
  private final Failures failures;
  private final Bulkhead<Object> inFlight;
  private final Pace pace;
  private final CostMeter meter;

  private BedrockModel(BedrockSettings settings, AwsAccess access, Pace pace, CostMeter meter) {
    ModelSettings model = settings.model();
    Region region = access.region(settings);
    this.client = client(model, access, region, pace);
    this.wire = new Wire(client);
    this.failures = new Failures(model.endpoint().map(URI::toString).orElse(region.id()));
    this.inFlight = Bulkhead.of(model.limits().inFlight());
    this.pace = pace;
    this.meter = meter;
  }

  /**
   * Connects to nothing yet.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if there is no region
   */
  static BedrockModel open(BedrockSettings settings, AwsAccess access, CostMeter meter) {
    return new BedrockModel(settings, access, new Pace(settings.model().limits()), meter);
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    return reader.apply(reply(call));
  }

  @Override
  public void close() {
    pace.close();
    client.close();
  }

  private ModelReply reply(ModelCall call) {
    try {
      inFlight.acquirePermit();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    CallTrace trace = new CallTrace(call, meter);
    try {
      pace.awaitTurn();
      return wire.send(call, trace);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (RuntimeException e) {
      throw failures.of(e, trace, call);
    } finally {
      inFlight.releasePermit();
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("Interrupted before a model was asked");
  }

  private static BedrockRuntimeClient client(
      ModelSettings settings, AwsAccess access, Region region, Pace pace) {
    Limits limits = settings.limits();
    Duration request = limits.request();
    BedrockRuntimeClientBuilder builder =
        BedrockRuntimeClient.builder()
            .region(region)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(limits.inFlight())
                    .connectionTimeout(
                        request.compareTo(LONGEST_CONNECT) < 0 ? request : LONGEST_CONNECT)
                    .socketTimeout(request))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(new PacedRetries(settings.retries(), pace))
                    .apiCallAttemptTimeout(request)
                    .apiCallTimeout(limits.total())
                    .addExecutionInterceptor(new CallInterceptor())
                    .build());
    access.credentials().ifPresent(builder::credentialsProvider);
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
