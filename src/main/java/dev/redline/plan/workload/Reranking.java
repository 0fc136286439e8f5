package dev.redline.plan.workload;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;

/**
 * A search of two steps: the index finds candidates by what is indexed, and these are sorted by
 * their vectors themselves.
 *
 * @param candidates 1 to 10,000
 * @param distance of the vectors
 */
public record Reranking(int candidates, Distance distance) {

  static Reranking read(Node node) {
    Section section = node.section("candidates", "distance");
    return new Reranking(
        section.scalar("candidates").asInteger(1, 10_000),
        Distance.read(section.scalar("distance")));
  }
}
