package dev.redline.rag.judge.bedrock;

import dev.redline.quoting.CauseText;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.Causes;
import dev.redline.rag.judge.call.ModelCall;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * What a failed call means: that nobody can be asked, or that this one reply is missing. Messages
 * of the SDK can hold signed headers, so that none of them and no cause is passed on.
 *
 * @param place of the service, as in {@code eu-central-1}
 */
record Failures(String place) {

  private static final List<Class<?>> UNREACHABLE =
      List.of(
          ConnectException.class,
          UnknownHostException.class,
          NoRouteToHostException.class,
          SSLException.class);
  private static final List<Class<?>> TOO_LATE =
      List.of(
          ApiCallTimeoutException.class,
          ApiCallAttemptTimeoutException.class,
          SocketTimeoutException.class,
          AbortedException.class,
          InterruptedException.class);

  RuntimeException of(RuntimeException failure, CallTrace trace, ModelCall call) {
    if (failure instanceof UnusableReplyException || failure instanceof CancellationException) {
      return failure;
    }
    return Causes.first(failure, JudgeUnavailableException.class)
        .map(RuntimeException.class::cast)
        .or(
            () ->
                Causes.first(failure, AwsServiceException.class)
                    .map(answer -> new ServiceAnswer(answer, call, place, trace).meaning()))
        .orElseGet(() -> client(failure, trace));
  }

  private RuntimeException client(RuntimeException failure, CallTrace trace) {
    if (trace.attempts() == 0 && says(failure, "credential")) {
      return new JudgeUnavailableException(
          "There are no AWS credentials",
          "Give them as the AWS SDK expects them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
              + " AWS_BEARER_TOKEN_BEDROCK, a profile (AWS_PROFILE) or a role of this machine");
    }
    if (Causes.any(failure, UNREACHABLE)) {
      return new JudgeUnavailableException(
          "Bedrock cannot be reached in " + place,
          "Check the network, a proxy, AWS_REGION and BEDROCK_ENDPOINT");
    }
    // The SDK interrupts its own thread when time is up, and takes that back.
    if (Thread.currentThread().isInterrupted()) {
      return new CancellationException("Interrupted while a model was asked");
    }
    if (Causes.any(failure, TOO_LATE)) {
      return new UnusableReplyException(
          "No reply in time (attempts: %d)".formatted(trace.attempts()), trace.body());
    }
    return new UnusableReplyException(
        "The response could not be read (attempts: %d): %s"
            .formatted(trace.attempts(), CauseText.of(failure)),
        trace.body());
  }

  private static boolean says(Throwable failure, String word) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(word);
  }
}
