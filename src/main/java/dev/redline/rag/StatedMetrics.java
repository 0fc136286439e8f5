package dev.redline.rag;

import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.MetricGroup;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Metrics that a file states, beside labels from which they follow.
 *
 * @param most the highest value that one can have: 1 for a fraction, 100 for percent
 * @param rounding how far a stated value may lie from what the labels give
 * @param where each metric stands, for those that are there
 */
public record StatedMetrics(double most, double rounding, Map<Metric, JsonAt> where) {

  /** Fractions of one query. */
  public static StatedMetrics ofQuery(JsonAt metrics) {
    requireKnown(metrics.object(), "metric", keys(metric -> true));
    return of(1, 0.005, metric -> metrics.object().optional(metric.key()));
  }

  /** Percent with one decimal over all queries, under either name of their groups. */
  public static StatedMetrics ofAll(JsonAt metrics) {
    Stream<MetricGroup> groups = Stream.of(MetricGroup.values());
    requireKnown(
        metrics.object(),
        "group of metrics",
        groups.flatMap(group -> Stream.of(group.key(), group.olderKey())).toList());
    for (MetricGroup group : MetricGroup.values()) {
      Stream.of(group.key(), group.olderKey())
          .flatMap(key -> metrics.optional(key).stream())
          .forEach(
              at -> requireKnown(at.object(), "metric", keys(metric -> metric.group() == group)));
    }
    return of(
        100,
        0.06,
        metric ->
            metrics
                .object()
                .optional(metric.group().key())
                .or(() -> metrics.optional(metric.group().olderKey()))
                .flatMap(group -> group.object().optional(metric.key())));
  }

  private static List<String> keys(Predicate<Metric> which) {
    return Stream.of(Metric.values()).filter(which).map(Metric::key).toList();
  }

  /** What is stated under a name that nobody knows would go unread. */
  private static void requireKnown(JsonAt object, String what, List<String> known) {
    object
        .node()
        .propertyNames()
        .forEach(
            name -> {
              if (!known.contains(name)) {
                throw object.wrong(
                    "\"%s\" is no %s here; use %s, or take it out"
                        .formatted(name, what, String.join(", ", known)));
              }
            });
  }

  private static StatedMetrics of(
      double most, double rounding, Function<Metric, Optional<JsonAt>> find) {
    Map<Metric, JsonAt> where = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      find.apply(metric).ifPresent(at -> where.put(metric, at));
    }
    where.values().forEach(at -> at.number(0, most));
    return new StatedMetrics(most, rounding, where);
  }

  /**
   * Nobody can say which of two contradicting figures is right.
   *
   * @throws RagFileException for the first metric that is not what the labels give
   */
  public void requireEqual(ToDoubleFunction<Metric> computed) {
    where.forEach(
        (metric, at) -> {
          double stated = at.number(0, most);
          double given = computed.applyAsDouble(metric);
          if (Math.abs(stated - given) > rounding) {
            throw at.wrong(
                "is %s, but the labels give %s; correct one of them, or leave the metrics out"
                    .formatted(stated, given));
          }
        });
  }
}
