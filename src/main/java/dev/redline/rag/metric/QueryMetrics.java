package dev.redline.rag.metric;

import static dev.redline.rag.metric.Metric.*;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The metrics of one query: unrounded fractions from 0 to 1.
 *
 * @param values every metric, in the order of {@link Metric}
 */
public record QueryMetrics(Map<Metric, Double> values) {

  /** Copies; the order of {@link Metric} is kept. */
  public QueryMetrics {
    Map<Metric, Double> ordered = new EnumMap<>(Metric.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
  }

  /** The fraction for {@code metric}, never NaN. */
  public double get(Metric metric) {
    return values.getOrDefault(metric, 0.0);
  }

  /**
   * Computes all metrics as RAGChecker 0.1.9 does, to the last bit. A metric whose denominator is
   * empty is 0.0; without chunks all but precision, recall and F1 are.
   */
  public static QueryMetrics of(Labels labels) {
    int responseClaims = labels.answer2response().size();
    int answerClaims = labels.response2answer().size();
    SupportCounts counts = SupportCounts.of(labels);
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    double precision = fraction(counts.right().cardinality(), responseClaims);
    double recall = fraction(counts.reached().cardinality(), answerClaims);
    values.put(PRECISION, precision);
    values.put(RECALL, recall);
    values.put(F1, harmonicMean(precision, recall));
    values.put(CLAIM_RECALL, fraction(counts.recalled().cardinality(), answerClaims));
    values.put(CONTEXT_PRECISION, fraction(counts.relevant().cardinality(), labels.chunks()));
    values.put(CONTEXT_UTILIZATION, fraction(counts.utilized(), counts.recalled().cardinality()));
    int attributable = answerClaims == 0 ? 0 : responseClaims;
    values.put(NOISE_SENSITIVITY_IN_RELEVANT, fraction(counts.noiseInRelevant(), attributable));
    values.put(NOISE_SENSITIVITY_IN_IRRELEVANT, fraction(counts.noiseInIrrelevant(), attributable));
    int traceable = labels.chunks() == 0 ? 0 : responseClaims;
    values.put(HALLUCINATION, fraction(counts.hallucinated(traceable), traceable));
    values.put(SELF_KNOWLEDGE, fraction(counts.selfKnown(), traceable));
    values.put(FAITHFULNESS, fraction(counts.faithful().cardinality(), traceable));
    return new QueryMetrics(values);
  }

  private static double fraction(int part, int whole) {
    return whole == 0 ? 0.0 : (double) part / whole;
  }

  private static double harmonicMean(double precision, double recall) {
    return precision == 0 || recall == 0 ? 0.0 : 2 * precision * recall / (precision + recall);
  }
}
