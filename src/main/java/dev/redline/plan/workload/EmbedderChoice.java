package dev.redline.plan.workload;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Who turns questions into vectors. */
public sealed interface EmbedderChoice {

  /** Words hashed to positions, 384 of them: for tests and the demo. */
  record Hashing() implements EmbedderChoice {}

  /** The model that gates/judge.yaml's Bedrock settings name. */
  record Bedrock() implements EmbedderChoice {}

  /**
   * A service that takes {@code {"input": …, "model": …}} and gives {@code {"data": [{"embedding":
   * […]}]}}.
   *
   * @param keyVariable the environment variable with its key; empty: it wants none
   */
  record Http(URI address, String model, Optional<String> keyVariable) implements EmbedderChoice {}

  /** {@code hashing}, {@code bedrock} or the address of a service. */
  static EmbedderChoice read(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.asOneOf(List.of("hashing", "bedrock")).equals("hashing")
          ? new Hashing()
          : new Bedrock();
    }
    Section section = node.section("http", "model", "key");
    return new Http(
        address(section.scalar("http")),
        section.scalar("model").asText(),
        section.optionalScalar("key").map(ScalarNode::asText));
  }

  private static URI address(ScalarNode scalar) {
    if (!scalar.text().matches("https?://\\S+")) {
      throw scalar.wrongType("an address such as http://127.0.0.1:8080/v1/embeddings");
    }
    return scalar.as(URI::create);
  }
}
