package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.call.Causes;
import dev.redline.rag.judge.call.Pace;
import dev.redline.rag.judge.call.Retries;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard strategy, which decides what is retried and after which pause. Retries then
 * wait for their turn like every other request, in the thread that makes the call. An endpoint that
 * never answered is not tried again: its name or the way to it is wrong.
 */
final class PacedRetries implements RetryStrategy {

  private static final List<Class<?>> UNREACHABLE =
      List.of(ConnectException.class, UnknownHostException.class, NoRouteToHostException.class);

  private final RetryStrategy standard;
  private final Pace pace;
  private volatile boolean reached;

  PacedRetries(Retries retries, Pace pace) {
    BackoffStrategy pauses =
        BackoffStrategy.exponentialDelayHalfJitter(retries.base(), retries.longest());
    this.pace = pace;
    this.standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(retries.most() + 1)
            .backoffStrategy(pauses)
            .throttlingBackoffStrategy(pauses)
            .circuitBreakerEnabled(false)
            .build();
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return standard.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (request.failure() instanceof AwsServiceException answer) {
      reached = true;
      if (answer.isThrottlingException()) {
        pace.throttled();
      }
    } else if (!reached && Causes.any(request.failure(), UNREACHABLE)) {
      throw new TokenAcquisitionFailedException(
          "Never reached", request.token(), request.failure());
    }
    RefreshRetryTokenResponse next = standard.refreshRetryToken(request);
    try {
      pace.pause(next.delay());
      pace.awaitTurn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted between two attempts", e);
    }
    return RefreshRetryTokenResponse.create(next.token(), Duration.ZERO);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    reached = true;
    return standard.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return standard.maxAttempts();
  }

  /** Everything is set: a client adds nothing of its own. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return standard.toBuilder();
  }
}
