package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;
import dev.redline.rag.json.StrictJson;
import dev.redline.rag.judge.call.Fault;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.metric.Label;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Replies as JSON. A service that promises a schema is not taken at its word. */
final class SchemaReader implements ReplyReader {

  @Override
  public List<Claim> claims(ModelReply reply) {
    ReplyLines lines = ReplyLines.of(reply, "claims");
    Set<Claim> claims = new LinkedHashSet<>();
    for (JsonNode item : list(lines, ReplySchema.CLAIMS)) {
      claims.add(claim(lines, item));
    }
    return List.copyOf(claims);
  }

  private static Claim claim(ReplyLines lines, JsonNode item) {
    requireKeys(lines, item, Set.of("subject", "predicate", "object"));
    Claim claim =
        new Claim(
            item.path("subject").asString(""),
            item.path("predicate").asString(""),
            item.path("object").asString(""));
    if (claim.subject().isBlank() || claim.predicate().isBlank() || claim.object().isBlank()) {
      throw lines.fault(Fault.FORM, "a claim lacked its subject, predicate or object");
    }
    return ClaimText.stated(claim, lines);
  }

  @Override
  public List<Label> labels(ModelReply reply, int claims) {
    ReplyLines lines = ReplyLines.of(reply, LabelCount.asked(claims));
    List<Label> labels =
        list(lines, ReplySchema.LABELS).stream().map(item -> label(lines, item)).toList();
    if (labels.size() != claims) {
      throw lines.fault(Fault.COUNT, LabelCount.words(labels.size(), claims));
    }
    return labels;
  }

  private static Label label(ReplyLines lines, JsonNode item) {
    return Label.of(item.asString(""))
        .orElseThrow(() -> lines.fault(Fault.FORM, "it held something else than a label"));
  }

  private static List<JsonNode> list(ReplyLines lines, ReplySchema schema) {
    JsonNode whole;
    try {
      whole = StrictJson.MAPPER.readTree(lines.reply().text());
    } catch (JacksonException e) {
      throw lines.fault(Fault.FORM, "it was not JSON");
    }
    JsonNode list = whole.path(schema.key());
    if (!list.isArray()) {
      throw lines.fault(Fault.FORM, "it was no object with the list %s".formatted(schema.key()));
    }
    requireKeys(lines, whole, Set.of(schema.key()));
    return List.copyOf(list.values());
  }

  /** What stands beside may take back what is asked for. */
  private static void requireKeys(ReplyLines lines, JsonNode object, Set<String> keys) {
    if (!keys.containsAll(object.propertyNames())) {
      throw lines.fault(Fault.FORM, "it held other keys than " + new TreeSet<>(keys));
    }
  }
}
