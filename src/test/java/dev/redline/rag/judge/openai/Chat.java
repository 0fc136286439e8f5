package dev.redline.rag.judge.openai;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A response of the chat protocol to send. */
public record Chat(int status, String body, Duration delay) {

  public static Chat text(String text) {
    return text(text, "stop");
  }

  public static Chat text(String text, String finishReason) {
    Map<String, Object> message = Map.of("role", "assistant", "content", text);
    return json(
        200,
        Map.of(
            "object",
            "chat.completion",
            "choices",
            List.of(Map.of("index", 0, "message", message, "finish_reason", finishReason)),
            "usage",
            Map.of("prompt_tokens", 100, "completion_tokens", 10, "total_tokens", 110)));
  }

  static Chat error(int status, String code, String message) {
    return json(status, Map.of("error", Map.of("message", message, "type", "error", "code", code)));
  }

  private static Chat json(int status, Object body) {
    return new Chat(status, JsonMapper.shared().writeValueAsString(body), Duration.ZERO);
  }
}
