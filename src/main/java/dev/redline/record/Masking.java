package dev.redline.record;

import dev.redline.dsn.SettingSecrets;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record shows of what a gate found: everything but the values of settings that may hold a
 * secret. All that reaches the report, metrics/ or the message of a gate that did not pass goes
 * through here.
 */
final class Masking {

  /** Components of a record about one setting that hold a value of it. */
  private static final Set<String> VALUES = Set.of("setting", "display", "value");

  /** Components of a record about a statement, seen by its calls, that hold its text and values. */
  private static final Set<String> OF_STATEMENTS = Set.of("text", "query", "parameters");

  /** Fields of a node in a plan whose texts hold no values. */
  private static final Set<String> OF_PLANS =
      Set.of(
          "Node Type",
          "Parent Relationship",
          "Relation Name",
          "Schema",
          "Alias",
          "Index Name",
          "Join Type",
          "Scan Direction",
          "Strategy",
          "Partial Mode",
          "Operation",
          "Command",
          "Subplan Name",
          "CTE Name",
          "Function Name",
          "Sort Method",
          "Sort Space Type");

  private Masking() {}

  static String text(String text) {
    return SettingSecrets.text(text);
  }

  static List<Verdict> verdicts(List<Verdict> verdicts) {
    return verdicts.stream().map(Masking::verdict).toList();
  }

  private static Verdict verdict(Verdict verdict) {
    return new Verdict(
        verdict.status(),
        text(verdict.subject()),
        text(verdict.observed()),
        text(verdict.required()),
        verdict.because().map(Masking::text),
        text(verdict.next()),
        verdict.margin());
  }

  /** The same finding, with verdicts and figures as they are shown. */
  static Finding finding(Finding finding) {
    return new Finding(
        verdicts(finding.verdicts()), finding.evidence().stream().map(Masking::evidence).toList());
  }

  private static Evidence evidence(Evidence evidence) {
    return evidence.content() instanceof Figures figures
        ? new Evidence(
            evidence.name(),
            evidence.file(),
            new Figures(figures.figures().stream().map(Masking::figure).toList(), figures.kind()))
        : evidence;
  }

  private static BeforeAfter figure(BeforeAfter figure) {
    return new BeforeAfter(figure.name(), figure.before().map(Masking::text), text(figure.after()));
  }

  /** The same value without secrets: of records that name a setting, and of maps by its name. */
  static JsonNode json(JsonNode node) {
    if (node.isObject()) {
      return object(node);
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.valueStream().forEach(item -> array.add(json(item)));
      return array;
    }
    return node.isString() ? JsonNodeFactory.instance.stringNode(text(node.asString())) : node;
  }

  private static ObjectNode object(JsonNode node) {
    String name = node.path("name").isString() ? node.path("name").asString() : "";
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.propertyStream()
        .forEach(
            field -> {
              String setting = VALUES.contains(field.getKey()) ? name : field.getKey();
              JsonNode value =
                  isHidden(node, field.getKey(), field.getValue())
                      ? length(field.getValue())
                      : value(setting, field.getValue());
              object.set(field.getKey(), value);
            });
    return object;
  }

  /** Words of somebody's in a statement or a plan. */
  private static boolean isHidden(JsonNode node, String field, JsonNode value) {
    boolean text = value.isString() || value.path(0).isString() || value.path(0).path(0).isString();
    boolean shown =
        node.has("Node Type")
            ? OF_PLANS.contains(field)
            : !node.has("calls") || !OF_STATEMENTS.contains(field);
    return text && !shown;
  }

  private static JsonNode length(JsonNode value) {
    int length = value.isString() ? value.asString().length() : value.toString().length();
    return JsonNodeFactory.instance.stringNode("(%d characters, not shown)".formatted(length));
  }

  private static JsonNode value(String setting, JsonNode value) {
    return value.isString()
        ? JsonNodeFactory.instance.stringNode(
            String.valueOf(SettingSecrets.shownIfSetting(setting, value.asString())))
        : json(value);
  }
}
