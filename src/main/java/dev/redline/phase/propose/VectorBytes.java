package dev.redline.phase.propose;

import org.jspecify.annotations.Nullable;

/** Bytes of one value of pgvector's types, header included. */
final class VectorBytes {

  private static final int HEADER = 8;

  private VectorBytes() {}

  /**
   * @param dimensions null where the column declares none
   * @param averageWidth by the planner's statistics, 0 without any
   */
  static double of(String type, @Nullable Integer dimensions, double averageWidth) {
    if (dimensions == null || type.equals("sparsevec")) {
      return averageWidth;
    }
    return switch (type) {
      case "vector" -> HEADER + 4.0 * dimensions;
      case "halfvec" -> HEADER + 2.0 * dimensions;
      case "bit" -> HEADER + Math.ceil(dimensions / 8.0);
      default -> averageWidth;
    };
  }
}
