package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of searches behind one filter.
 *
 * @param selectivity share of the table's rows that the filter lets through, more than 0, up to 1
 * @param value bound to the parameter of the filters' condition, as text; empty: no filter
 * @param rows returned, as a share of those that there are to return: the lesser of k and the rows
 *     that match
 * @param recall mean share of the exact nearest neighbours, 0 to 1
 * @param worstRecall the same for the search that found the fewest
 */
public record FilteredTarget(
    double selectivity,
    Optional<String> value,
    Threshold<Double> rows,
    Threshold<Double> recall,
    Threshold<Double> worstRecall,
    Threshold<Duration> p95) {

  private static final double LEAST = 0.000001;

  static List<FilteredTarget> readAll(Node node) {
    if (node.items().isEmpty()) {
      throw node.wrongType("searches of at least one selectivity");
    }
    Set<Double> seen = new HashSet<>();
    for (Node item : node.items()) {
      double selectivity = read(item).selectivity();
      if (!seen.add(selectivity)) {
        throw new PlanException(
            item.at(), "selectivity " + selectivity + " stands here twice. Keep one.");
      }
    }
    return node.items().stream().map(FilteredTarget::read).toList();
  }

  private static FilteredTarget read(Node node) {
    Section section = node.section("selectivity", "value", "rows", "recall", "worst_recall", "p95");
    FilteredTarget target =
        new FilteredTarget(
            section.scalar("selectivity").asDecimal(LEAST, 1),
            section.optionalScalar("value").map(ScalarNode::asSettingValue),
            Threshold.shareAtLeast(section.required("rows")),
            Threshold.shareAtLeast(section.required("recall")),
            Threshold.shareAtLeast(section.required("worst_recall")),
            Threshold.read(
                section.required("p95"),
                Threshold.Direction.AT_MOST,
                scalar -> TimeSpan.read(scalar, "1us", "10s")));
    if (target.value().isEmpty() && target.selectivity() < 1) {
      throw section.scalar("selectivity").wrongType("1, unless there is a value to filter by,");
    }
    return target;
  }

  /** As in {@code 0.1 %} or {@code no filter}. */
  public String words() {
    return value.isEmpty() ? "no filter" : "filter of %s %%".formatted(percent());
  }

  private String percent() {
    return new java.math.BigDecimal(Double.toString(selectivity))
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }
}
