package dev.redline.plan.value;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an observed figure must reach or must not exceed. The limit itself is allowed.
 *
 * @param because why the limit is this one, if the plan says so
 */
public record Threshold<T extends Comparable<T>>(
    Direction direction, T limit, Optional<String> because) {

  /** On which side of the limit it is good to be. */
  public enum Direction {
    /** More is better. */
    AT_LEAST("at_least"),
    /** Less is better. */
    AT_MOST("at_most");

    private final String key;

    Direction(String key) {
      this.key = key;
    }
  }

  public static <T extends Comparable<T>> Threshold<T> read(
      Node node, Direction direction, Function<ScalarNode, T> limit) {
    Section section = node.section(direction.key, "because");
    return new Threshold<>(
        direction, limit.apply(section.scalar(direction.key)), section.because());
  }

  /** A share from 0 to 1 that must be reached or must not be exceeded, as the key says. */
  public static Threshold<Double> share(Node node) {
    return node.entries().containsKey(Direction.AT_MOST.key)
        ? shareAtMost(node)
        : shareAtLeast(node);
  }

  /** A share that must be reached, 0.01 to 1: a floor of 0 promises nothing. */
  public static Threshold<Double> shareAtLeast(Node node) {
    return read(node, Direction.AT_LEAST, scalar -> scalar.asDecimal(0.01, 1));
  }

  /** A share from 0 to 1 that must not be exceeded. */
  public static Threshold<Double> shareAtMost(Node node) {
    return read(node, Direction.AT_MOST, scalar -> scalar.asDecimal(0, 1));
  }

  /**
   * Whether {@code observed} keeps the limit.
   *
   * @throws IllegalArgumentException if {@code observed} is NaN, which is no observation
   */
  public boolean allows(T observed) {
    if (List.of(Double.NaN, Float.NaN).contains(observed)) {
      throw new IllegalArgumentException("NaN is no observation to hold against " + this + ".");
    }
    int order = observed.compareTo(limit);
    return direction == Direction.AT_LEAST ? order >= 0 : order <= 0;
  }

  /** As in {@code at least 0.159}. */
  @Override
  public String toString() {
    return direction.key.replace('_', ' ') + " " + limit;
  }
}
