package dev.redline.rag;

import static dev.redline.rag.metric.Label.CONTRADICTION;
import static dev.redline.rag.metric.Label.ENTAILMENT;
import static dev.redline.rag.metric.Label.NEUTRAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.redline.rag.metric.AggregateMetrics;
import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Labels;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.MetricTable;
import dev.redline.rag.metric.QueryMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class MetricsTest {

  private final MetricVectors vectors = new MetricVectors();

  @TestFactory
  List<DynamicTest> everyMetricOfAQueryEqualsTheOriginalToTheLastBit() {
    return vectors.queries().stream()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query.get("query_id").stringValue() + " " + query.get("kind").stringValue(),
                    () ->
                        assertThat(QueryMetrics.of(MetricVectors.labels(query)).values())
                            .isEqualTo(MetricVectors.values(query.get("expected_metrics")))))
        .toList();
  }

  @TestFactory
  List<DynamicTest> everyAggregateEqualsTheOriginal() {
    return vectors.aggregates().stream()
        .map(a -> DynamicTest.dynamicTest(a.get("query_ids").toString(), () -> checkAggregate(a)))
        .toList();
  }

  private void checkAggregate(JsonNode expected) {
    List<QueryMetrics> queries =
        expected.get("query_ids").values().stream()
            .map(id -> QueryMetrics.of(MetricVectors.labels(vectors.query(id.stringValue()))))
            .toList();
    AggregateMetrics aggregate = aggregate(queries);
    for (Metric metric : Metric.values()) {
      JsonNode group = expected.get("expected_aggregate").get(metric.group().key());
      assertThat(aggregate.get(metric))
          .as(metric.key())
          .isEqualTo(group.get(metric.key()).doubleValue());
    }
  }

  @Test
  void aMeanWithoutQueriesIsNotANumber() {
    AggregateMetrics nothing = aggregate(List.of());
    assertThat(Metric.values()).allSatisfy(metric -> assertThat(nothing.get(metric)).isNaN());
  }

  @Test
  void withoutChunksHallucinationIsZeroEvenIfEveryClaimIsWrong() {
    List<List<Label>> noChunks = List.of(List.of(), List.of());
    QueryMetrics metrics =
        QueryMetrics.of(
            new Labels(
                0,
                List.of(NEUTRAL, CONTRADICTION),
                List.of(ENTAILMENT),
                noChunks,
                List.of(List.of())));
    assertThat(metrics.get(Metric.HALLUCINATION)).isZero();
    assertThat(metrics.get(Metric.RECALL)).isEqualTo(1.0);
  }

  @Test
  void precisionBothNoisesAndHallucinationShareOutTheResponse() {
    for (JsonNode query : vectors.queries()) {
      Labels labels = MetricVectors.labels(query);
      if (labels.chunks() > 0
          && !labels.answer2response().isEmpty()
          && !labels.response2answer().isEmpty()) {
        QueryMetrics metrics = QueryMetrics.of(labels);
        double sum =
            metrics.get(Metric.PRECISION)
                + metrics.get(Metric.NOISE_SENSITIVITY_IN_RELEVANT)
                + metrics.get(Metric.NOISE_SENSITIVITY_IN_IRRELEVANT)
                + metrics.get(Metric.HALLUCINATION);
        assertThat(sum).as(query.get("query_id").stringValue()).isCloseTo(1.0, within(1e-12));
      }
    }
  }

  @Test
  void anEmptyQueryCountsAsZeroInTheMean() {
    Labels empty = new Labels(1, List.of(), List.of(), List.of(), List.of());
    Labels perfect =
        new Labels(
            1,
            List.of(ENTAILMENT),
            List.of(ENTAILMENT),
            List.of(List.of(ENTAILMENT)),
            List.of(List.of(ENTAILMENT)));
    AggregateMetrics both = aggregate(List.of(QueryMetrics.of(empty), QueryMetrics.of(perfect)));
    assertThat(both.get(Metric.F1)).isEqualTo(50.0);
  }

  @Test
  void tiesAreRoundedToTheEvenDigit() {
    List<QueryMetrics> queries = new ArrayList<>(Collections.nCopies(15, answered(NEUTRAL)));
    queries.add(answered(ENTAILMENT));
    assertThat(aggregate(queries).get(Metric.PRECISION)).isEqualTo(6.2);
  }

  private static QueryMetrics answered(Label label) {
    return QueryMetrics.of(new Labels(0, List.of(label), List.of(), List.of(List.of()), List.of()));
  }

  @Test
  void aRaggedMatrixIsRefusedWithItsRow() {
    List<List<Label>> ragged = List.of(List.of(NEUTRAL, NEUTRAL, NEUTRAL));
    assertThatThrownBy(() -> new Labels(2, List.of(), List.of(NEUTRAL), List.of(), ragged))
        .hasMessage("retrieved2answer[0] has 3 labels, one for each of 2 chunks is needed");
  }

  private static AggregateMetrics aggregate(List<QueryMetrics> queries) {
    MetricTable table = new MetricTable();
    queries.forEach(table::add);
    return AggregateMetrics.of(table);
  }
}
