package dev.redline.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Labels;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.QueryMetrics;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any labels, of any shape. */
class MetricPropertiesTest {

  private static final Offset<Double> ROUNDING = within(1e-12);
  private static final int MOST = 7;

  /** Shapes without claims or chunks included. */
  static Stream<Labels> labels() {
    return new Random(1070).longs(500).mapToObj(seed -> random(new Random(seed)));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void everyMetricIsAFraction(Labels labels) {
    QueryMetrics metrics = QueryMetrics.of(labels);
    Stream.of(Metric.values()).forEach(m -> assertThat(metrics.get(m)).isBetween(0.0, 1.0));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void f1IsTheHarmonicMeanAndLiesBetweenPrecisionAndRecall(Labels labels) {
    QueryMetrics metrics = QueryMetrics.of(labels);
    double p = metrics.get(Metric.PRECISION);
    double r = metrics.get(Metric.RECALL);
    double expected = p == 0 || r == 0 ? 0 : 2 * p * r / (p + r);
    assertThat(metrics.get(Metric.F1)).isCloseTo(expected, ROUNDING);
    assertThat(metrics.get(Metric.F1)).isLessThanOrEqualTo(Math.max(p, r) + ROUNDING.value);
  }

  @ParameterizedTest
  @MethodSource("labels")
  void everyClaimOfTheResponseIsRightOrHasOneCauseOfBeingWrong(Labels labels) {
    if (isEmpty(labels)) {
      assertThat(sum(labels, Metric.HALLUCINATION, Metric.SELF_KNOWLEDGE, Metric.FAITHFULNESS))
          .isBetween(0.0, 1.0 + ROUNDING.value);
      return;
    }
    assertThat(
            sum(
                labels,
                Metric.PRECISION,
                Metric.NOISE_SENSITIVITY_IN_RELEVANT,
                Metric.NOISE_SENSITIVITY_IN_IRRELEVANT,
                Metric.HALLUCINATION))
        .isCloseTo(1, ROUNDING);
    assertThat(sum(labels, Metric.FAITHFULNESS, Metric.SELF_KNOWLEDGE, Metric.HALLUCINATION))
        .isCloseTo(1, ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("labels")
  void neutralAndContradictionCountTheSame(Labels labels) {
    Labels other =
        new Labels(
            labels.chunks(),
            softened(labels.answer2response()),
            softened(labels.response2answer()),
            labels.retrieved2response().stream().map(MetricPropertiesTest::softened).toList(),
            labels.retrieved2answer().stream().map(MetricPropertiesTest::softened).toList());
    assertThat(QueryMetrics.of(other).values()).isEqualTo(QueryMetrics.of(labels).values());
  }

  private static boolean isEmpty(Labels labels) {
    return labels.chunks() == 0
        || labels.answer2response().isEmpty()
        || labels.response2answer().isEmpty();
  }

  private static double sum(Labels labels, Metric... metrics) {
    QueryMetrics values = QueryMetrics.of(labels);
    return Stream.of(metrics).mapToDouble(values::get).sum();
  }

  private static List<Label> softened(List<Label> labels) {
    return labels.stream().map(l -> l == Label.CONTRADICTION ? Label.NEUTRAL : l).toList();
  }

  private static Labels random(Random random) {
    int chunks = random.nextInt(MOST);
    List<Label> response = row(random, random.nextInt(MOST));
    List<Label> answer = row(random, random.nextInt(MOST));
    return new Labels(
        chunks,
        response,
        answer,
        response.stream().map(claim -> row(random, chunks)).toList(),
        answer.stream().map(claim -> row(random, chunks)).toList());
  }

  private static List<Label> row(Random random, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> Label.values()[random.nextInt(Label.values().length)])
        .toList();
  }
}
