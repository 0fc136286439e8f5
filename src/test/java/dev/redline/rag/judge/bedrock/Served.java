package dev.redline.rag.judge.bedrock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response to send.
 *
 * @param missing bytes that are promised but never sent
 */
public record Served(
    int status, Map<String, String> headers, byte[] body, int missing, Duration delay) {

  static final int INPUT_TOKENS = 100;
  static final int OUTPUT_TOKENS = 10;

  public static Served text(String text) {
    return text(text, "end_turn");
  }

  public static Served text(String text, String stopReason) {
    return message(Map.of("text", text), stopReason);
  }

  /** The only tool called with this JSON. */
  public static Served tool(String input) {
    return tool(input, false);
  }

  static Served tool(String input, boolean cutOff) {
    Map<String, Object> use =
        Map.of(
            "toolUseId", "t1",
            "name", "reply",
            "input", JsonMapper.shared().readTree(input));
    return message(Map.of("toolUse", use), cutOff ? "max_tokens" : "tool_use");
  }

  private static Served message(Map<String, Object> content, String stopReason) {
    Map<String, Object> message = Map.of("role", "assistant", "content", List.of(content));
    return json(
        Map.of(
            "output", Map.of("message", message),
            "stopReason", stopReason,
            "usage",
                Map.of(
                    "inputTokens", INPUT_TOKENS,
                    "outputTokens", OUTPUT_TOKENS,
                    "totalTokens", INPUT_TOKENS + OUTPUT_TOKENS),
            "metrics", Map.of("latencyMs", 1)));
  }

  public static Served json(Object content) {
    return raw(200, JsonMapper.shared().writeValueAsString(content));
  }

  public static Served raw(int status, String body) {
    return new Served(
        status,
        Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        0,
        Duration.ZERO);
  }

  public static Served error(int status, String type, String message) {
    String body = JsonMapper.shared().writeValueAsString(Map.of("message", message));
    return new Served(
        status,
        Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
        body.getBytes(StandardCharsets.UTF_8),
        0,
        Duration.ZERO);
  }

  public static Served throttled() {
    return error(429, "ThrottlingException", "Too many requests, please wait");
  }

  public Served after(Duration delay) {
    return new Served(status, headers, body, missing, delay);
  }

  /** The first bytes of the body, and then the connection ends. */
  public Served tornAfter(int bytes) {
    return new Served(status, headers, Arrays.copyOf(body, bytes), body.length - bytes, delay);
  }
}
