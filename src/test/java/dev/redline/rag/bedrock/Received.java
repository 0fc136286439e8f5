package dev.redline.rag.bedrock;

import tools.jackson.databind.JsonNode;

/**
 * A request that came.
 *
 * @param number of those that came before it, without the preflight
 */
record Received(long nanos, String path, JsonNode body, int number) {

  String prompt() {
    return body.at("/messages/0/content/0/text").asString("");
  }

  boolean isPreflight() {
    return prompt().equals("Write the single word ready.");
  }

  int maxTokens() {
    return body.at("/inferenceConfig/maxTokens").intValue();
  }
}
