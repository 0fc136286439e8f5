package dev.redline.rag;

import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Labels;
import dev.redline.rag.metric.Metric;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Label matrices with the values that RAGChecker 0.1.9 computed for them. */
final class MetricVectors {

  private static final Path FILE = Path.of("fixtures/ragchecker/metric-vectors.json");

  private final JsonNode root = JsonMapper.shared().readTree(FILE);

  List<JsonNode> queries() {
    return List.copyOf(root.get("queries").values());
  }

  List<JsonNode> aggregates() {
    return List.copyOf(root.get("aggregates").values());
  }

  JsonNode query(String id) {
    return queries().stream()
        .filter(query -> query.get("query_id").stringValue().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static Labels labels(JsonNode query) {
    return new Labels(
        query.get("n_chunks").intValue(),
        row(query.get("answer2response")),
        row(query.get("response2answer")),
        query.get("retrieved2response").values().stream().map(MetricVectors::row).toList(),
        query.get("retrieved2answer").values().stream().map(MetricVectors::row).toList());
  }

  /** The vectors hold odd spellings too; in a metric each of them counts as little as Neutral. */
  private static List<Label> row(JsonNode labels) {
    return labels.values().stream()
        .map(label -> Label.of(label.stringValue()).orElse(Label.NEUTRAL))
        .toList();
  }

  static Map<Metric, Double> values(JsonNode expected) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      values.put(metric, expected.get(metric.key()).doubleValue());
    }
    return values;
  }
}
