package dev.redline.plan.workload;

import dev.redline.plan.yaml.ScalarNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The values of pgvector's {@code hnsw.iterative_scan}. */
public enum IterativeScan {
  /** One pass: a filter may leave fewer rows than asked for. */
  OFF,
  /** Scans on until enough rows are found, in exact order of distance. */
  STRICT_ORDER,
  /** Scans on until enough rows are found, slightly out of order. */
  RELAXED_ORDER;

  static IterativeScan read(ScalarNode scalar) {
    List<String> values = Arrays.stream(values()).map(IterativeScan::sql).toList();
    return values()[values.indexOf(scalar.asOneOf(values))];
  }

  /** The value as {@code SET} takes it, without quotes: {@code strict_order}. */
  public String sql() {
    return name().toLowerCase(Locale.ROOT);
  }
}
