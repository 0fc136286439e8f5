package dev.redline.plan.workload;

import dev.redline.plan.yaml.ScalarNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How pgvector tells near from far. */
public enum Distance {
  /** Euclidean. */
  L2("<->"),
  /** The negative inner product. */
  INNER_PRODUCT("<#>"),
  /** One minus the cosine of the angle. */
  COSINE("<=>"),
  /** Taxicab. */
  L1("<+>"),
  /** Bits that differ. */
  HAMMING("<~>"),
  /** One minus the bits in common as a share of the bits in either. */
  JACCARD("<%>");

  private final String operator;

  Distance(String operator) {
    this.operator = operator;
  }

  /** As SQL writes it, without its schema. */
  public String operator() {
    return operator;
  }

  /** As gates/workload.yaml writes it, such as {@code inner_product}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The operator class of pgvector's by which an index serves it, such as vector_cosine_ops. */
  public String operatorClass(String type) {
    return "%s_%s_ops".formatted(type, this == INNER_PRODUCT ? "ip" : word());
  }

  /**
   * The distance of an operator that an index is made for.
   *
   * @throws IllegalArgumentException if pgvector has none of that name
   */
  public static Distance ofOperator(String operator) {
    return Arrays.stream(values())
        .filter(distance -> distance.operator.equals(operator))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(operator + " is no operator of pgvector's"));
  }

  static Distance read(ScalarNode scalar) {
    List<String> words = Arrays.stream(values()).map(Distance::word).toList();
    return valueOf(scalar.asOneOf(words).toUpperCase(Locale.ROOT));
  }
}
