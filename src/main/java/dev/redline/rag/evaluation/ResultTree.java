package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.metric.AggregateMetrics;
import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.MetricGroup;
import dev.redline.rag.metric.QueryMetrics;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results and metrics as JSON, keys in RAGChecker's order. */
final class ResultTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResultTree() {}

  static JsonNode of(Judged judged) {
    Answered answered = judged.answered();
    ObjectNode tree = NODES.objectNode();
    tree.put("query_id", answered.queryId());
    tree.put("query", answered.query());
    tree.put("gt_answer", answered.gtAnswer());
    tree.put("response", answered.response());
    tree.set("retrieved_context", array(answered.context(), ResultTree::chunk));
    tree.set("response_claims", array(judged.responseClaims(), ResultTree::claim));
    tree.set("gt_answer_claims", array(judged.gtAnswerClaims(), ResultTree::claim));
    tree.set("answer2response", labels(judged.answer2response()));
    tree.set("response2answer", labels(judged.response2answer()));
    tree.set("retrieved2response", array(judged.retrieved2response(), ResultTree::labels));
    tree.set("retrieved2answer", array(judged.retrieved2answer(), ResultTree::labels));
    tree.set("metrics", judged.metrics().map(ResultTree::fractions).orElse(null));
    return tree;
  }

  static JsonNode of(AggregateMetrics metrics) {
    ObjectNode tree = NODES.objectNode();
    for (MetricGroup group : MetricGroup.values()) {
      tree.putObject(group.key());
    }
    metrics
        .values()
        .forEach(
            (metric, value) ->
                tree.withObjectProperty(metric.group().key()).put(metric.key(), value));
    return tree;
  }

  static JsonNode fractions(QueryMetrics metrics) {
    ObjectNode tree = NODES.objectNode();
    metrics.values().forEach((metric, value) -> tree.put(metric.key(), value));
    return tree;
  }

  private static <T> JsonNode array(@Nullable List<T> list, Function<T, JsonNode> element) {
    if (list == null) {
      return NODES.nullNode();
    }
    ArrayNode array = NODES.arrayNode(list.size());
    list.forEach(entry -> array.add(element.apply(entry)));
    return array;
  }

  private static JsonNode labels(@Nullable List<Label> labels) {
    return array(labels, label -> NODES.stringNode(label.text()));
  }

  private static JsonNode chunk(RetrievedText chunk) {
    return NODES.objectNode().put("doc_id", chunk.docId()).put("text", chunk.text());
  }

  private static JsonNode claim(Claim claim) {
    return NODES.arrayNode().add(claim.subject()).add(claim.predicate()).add(claim.object());
  }
}
