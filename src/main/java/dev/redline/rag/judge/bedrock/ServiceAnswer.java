package dev.redline.rag.judge.bedrock;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ReplyMasking;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An error that the service answered with. */
record ServiceAnswer(AwsServiceException answer, ModelCall call, String place, CallTrace trace) {

  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "ExpiredToken",
          "ExpiredTokenException");

  /** Of a request that no model of this name can answer, whatever it asks. */
  private static final Pattern WRONG_MODEL =
      Pattern.compile("model identifier|on-demand throughput|inference profile|model id");

  private static final int NOT_AUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  RuntimeException meaning() {
    String code = code();
    String model = call.modelId();
    if (BAD_CREDENTIALS.contains(code) || answer.statusCode() == NOT_AUTHENTICATED) {
      return new JudgeUnavailableException(
          "AWS does not accept the credentials in %s (%s)".formatted(place, code),
          "Renew them; if they are fresh, check the clock of this machine");
    }
    if (answer.statusCode() == FORBIDDEN) {
      return new JudgeUnavailableException(
          "Access to %s in %s is denied (%s)%s".formatted(model, place, code, message()),
          "Allow bedrock:InvokeModel for this identity and request access to the model in Bedrock's"
              + " console");
    }
    if (answer.statusCode() == NOT_FOUND || isWrongModel(code)) {
      return new JudgeUnavailableException(
          "There is no model %s to be used in %s (%s)%s".formatted(model, place, code, message()),
          "Correct BEDROCK_MODEL_ID, BEDROCK_EMBED_MODEL_ID or AWS_REGION; some models need the id"
              + " of an inference profile");
    }
    if (code.equals("ServiceQuotaExceededException")) {
      return new JudgeUnavailableException(
          "A quota of Bedrock in %s is used up%s".formatted(place, message()),
          "Have it raised or wait until it is renewed");
    }
    String what = answer.isThrottlingException() ? "Throttled" : "Refused with " + code;
    return new UnusableReplyException(
        "%s (status %d) to the last of %d attempts%s"
            .formatted(what, answer.statusCode(), trace.attempts(), message()),
        ReplyMasking.of(trace.body()));
  }

  private boolean isWrongModel(String code) {
    return code.equals("ValidationException")
        && WRONG_MODEL.matcher(message().toLowerCase(Locale.ROOT)).find();
  }

  private String code() {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("no error code");
  }

  private String message() {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .map(text -> ": " + ReplyMasking.of(text))
        .orElse("");
  }
}
