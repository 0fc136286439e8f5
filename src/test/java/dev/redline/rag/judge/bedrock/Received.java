package dev.redline.rag.judge.bedrock;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that came.
 *
 * @param prompt empty if it is none of Converse
 * @param number of those that came before it; that of the preflight does not count
 */
public record Received(long nanos, String path, JsonNode body, String prompt, int number) {

  private static final String PREFLIGHT = "Write the single word ready.";

  private static final Pattern CLAIMS = Pattern.compile("(?s)<<<claims? \\w+>>>\n(.*?)\n<<<end of");

  static Received of(long nanos, String path, byte[] body, AtomicInteger numbers) {
    JsonNode json = JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
    String prompt = json.at("/messages/0/content/0/text").asString("");
    int number = prompt.equals(PREFLIGHT) ? -1 : numbers.getAndIncrement();
    return new Received(nanos, path, json, prompt, number);
  }

  public boolean isPreflight() {
    return number < 0;
  }

  /** The same word for every claim in the prompt. */
  public Served forEachClaim(String label) {
    Matcher claims = CLAIMS.matcher(prompt);
    return Served.text(
        (label + "\n").repeat(claims.find() ? (int) claims.group(1).lines().count() : 1));
  }

  /** The claims that it asks about, a line each. */
  Stream<String> claims() {
    Matcher claims = CLAIMS.matcher(prompt);
    return claims.find() ? claims.group(1).lines() : Stream.empty();
  }

  public int maxTokens() {
    return body.at("/inferenceConfig/maxTokens").intValue();
  }
}
