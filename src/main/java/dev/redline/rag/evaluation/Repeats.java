package dev.redline.rag.evaluation;

import dev.redline.rag.Judged;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.QueryMetrics;
import dev.redline.verdict.RepeatedMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What the judge said when it was asked about the same answers again.
 *
 * @param further by question, its scores in the second round and those after it; a round in which
 *     the answer could not be judged is missing
 */
public record Repeats(Map<String, List<QueryMetrics>> further) {

  /** Every answer was judged once. */
  public static final Repeats NONE = new Repeats(Map.of());

  /** Of rounds after the first, each in any order. */
  public static Repeats of(List<List<Judged>> rounds) {
    Map<String, List<QueryMetrics>> further = new LinkedHashMap<>();
    for (List<Judged> round : rounds) {
      for (Judged judged : round) {
        further
            .computeIfAbsent(judged.answered().queryId(), id -> new ArrayList<>())
            .add(judged.metrics().orElseThrow());
      }
    }
    return new Repeats(further);
  }

  /** Both, of different questions. */
  public Repeats and(Repeats others) {
    Map<String, List<QueryMetrics>> all = new LinkedHashMap<>(further);
    all.putAll(others.further);
    return new Repeats(all);
  }

  /** Whether this answer was judged more than once. */
  public boolean holds(Judged judged) {
    return further.containsKey(judged.answered().queryId());
  }

  /** Whether any answer was judged more than once. */
  public boolean any() {
    return !further.isEmpty();
  }

  /** The score of an answer in every round, the first one first. */
  public double[] scores(Metric metric, Judged first) {
    return DoubleStream.concat(
            DoubleStream.of(first.metrics().orElseThrow().get(metric)),
            further.getOrDefault(first.answered().queryId(), List.of()).stream()
                .mapToDouble(again -> again.get(metric)))
        .toArray();
  }

  /** The mean score of an answer over all rounds. */
  public double mean(Metric metric, Judged first) {
    return Arrays.stream(scores(metric, first)).average().orElseThrow();
  }

  /** Over all answers, with how far the judge disagrees with itself. */
  RepeatedMean mean(Metric metric, JudgedResults results, double alpha) {
    return RepeatedMean.of(results.stream().map(judged -> scores(metric, judged)).toList(), alpha);
  }
}
