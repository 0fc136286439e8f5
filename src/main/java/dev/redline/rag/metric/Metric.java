package dev.redline.rag.metric;

import java.util.Locale;

/**
 * The eleven metrics of RAGChecker, in the order of its files. Per query each is a fraction from 0
 * to 1; see {@link QueryMetrics#of(Labels)} for the definitions.
 */
public enum Metric {
  /** Share of response claims that the ground-truth answer supports. */
  PRECISION(MetricGroup.OVERALL),
  /** Share of ground-truth claims that the response supports. */
  RECALL(MetricGroup.OVERALL),
  /** Harmonic mean of the two above. */
  F1(MetricGroup.OVERALL),
  /** Share of ground-truth claims that some chunk supports. */
  CLAIM_RECALL(MetricGroup.RETRIEVER),
  /** Share of chunks that support some ground-truth claim. */
  CONTEXT_PRECISION(MetricGroup.RETRIEVER),
  /** Share of the retrieved ground-truth claims that reached the response. */
  CONTEXT_UTILIZATION(MetricGroup.GENERATOR),
  /** Share of response claims that are wrong and come from a relevant chunk. */
  NOISE_SENSITIVITY_IN_RELEVANT(MetricGroup.GENERATOR),
  /** Share of response claims that are wrong and come from irrelevant chunks only. */
  NOISE_SENSITIVITY_IN_IRRELEVANT(MetricGroup.GENERATOR),
  /** Share of response claims that are wrong and come from no chunk. */
  HALLUCINATION(MetricGroup.GENERATOR),
  /** Share of response claims that are right and come from no chunk. */
  SELF_KNOWLEDGE(MetricGroup.GENERATOR),
  /** Share of response claims that some chunk supports. */
  FAITHFULNESS(MetricGroup.GENERATOR);

  private final MetricGroup group;

  Metric(MetricGroup group) {
    this.group = group;
  }

  public MetricGroup group() {
    return group;
  }

  /** The metric's key in a file, as in {@code claim_recall}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
