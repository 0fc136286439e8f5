package dev.redline.rag.judge.openai;

import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.call.ReplyMasking;
import dev.redline.rag.judge.call.Tokens;
import dev.redline.rag.judge.prompt.Conversation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A response of the chat protocol.
 *
 * @param place of the service
 */
record ChatResponse(HttpResponse<byte[]> http, Conversation call, String place, CallTrace trace) {

  private static final int NOT_AUTHENTICATED = 401;
  private static final int PAYMENT_REQUIRED = 402;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TIMEOUT = 408;
  private static final int THROTTLED = 429;
  private static final int OF_THE_SERVICE = 500;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  ChatAnswer meaning() {
    int status = http.statusCode();
    return status == 200 ? reply() : refusal(status);
  }

  private ChatAnswer refusal(int status) {
    String code = json().at("/error/code").asString("");
    String words = "status %d%s".formatted(status, message());
    return switch (status) {
      case NOT_AUTHENTICATED, FORBIDDEN ->
          ChatAnswer.unavailable(
              "%s does not accept the key (%s)".formatted(place, words),
              "Set OPENAI_API_KEY to a key that may use " + call.modelId());
      case NOT_FOUND ->
          ChatAnswer.unavailable(
              "There is no model %s at %s (%s)".formatted(call.modelId(), place, words),
              "Correct OPENAI_MODEL, or OPENAI_BASE_URL, which usually ends in /v1");
      case PAYMENT_REQUIRED -> usedUp(words);
      case THROTTLED ->
          code.equals("insufficient_quota")
              ? usedUp(words)
              : ChatAnswer.passing("Throttled with " + words, trace).throttledFor(spare());
      default ->
          status >= OF_THE_SERVICE || status == TIMEOUT
              ? ChatAnswer.passing("Failed with " + words, trace)
              : ChatAnswer.unusable("Refused with " + words, trace.body());
    };
  }

  private ChatAnswer usedUp(String words) {
    return ChatAnswer.unavailable(
        "The quota at %s is used up (%s)".formatted(place, words),
        "Raise it or wait until it is renewed");
  }

  private ChatAnswer reply() {
    JsonNode json = json();
    JsonNode usage = json.path("usage");
    long read = usage.path("prompt_tokens").asLong(-1);
    long written = usage.path("completion_tokens").asLong(-1);
    if (read >= 0 && written >= 0) {
      trace.settle(new Tokens(read, written));
    }
    JsonNode choice = json.at("/choices/0");
    String reason = choice.path("finish_reason").asString("");
    JsonNode text = choice.at("/message/content");
    String said = text.asString("");
    return switch (reason) {
      case "length" -> ChatAnswer.of(ModelReply.of(said, ModelReply.End.CUT_OFF));
      case "stop" ->
          text.isString()
              ? ChatAnswer.of(ModelReply.of(said, ModelReply.End.FINISHED))
              : ChatAnswer.faulty(FaultyReplyException.noMessage(trace.body()));
      default -> ChatAnswer.faulty(withoutEnd(reason, text));
    };
  }

  private FaultyReplyException withoutEnd(String reason, JsonNode text) {
    if (!reason.isEmpty()) {
      return FaultyReplyException.stopped(reason, trace.body());
    }
    return text.isString()
        ? FaultyReplyException.withoutReason(trace.body())
        : FaultyReplyException.noMessage(trace.body());
  }

  /** What the service asks for, within reason. */
  private Duration spare() {
    Optional<Duration> asked =
        http.headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("\\d{1,5}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    return asked.filter(wait -> wait.compareTo(LONGEST_WAIT) < 0).orElse(Duration.ZERO);
  }

  private String message() {
    String message = json().at("/error/message").asString("");
    return message.isEmpty() ? "" : ": " + ReplyMasking.of(message);
  }

  private JsonNode json() {
    try {
      return JsonMapper.shared().readTree(http.body());
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
