package dev.redline.record.journal;

import dev.redline.quoting.JsonText;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one text that a JSON value has here, so that equal values have equal hashes:
 *
 * <ul>
 *   <li>no white space outside strings; keys sorted by their UTF-16 code units, each once;
 *   <li>in strings {@code "} and {@code \} with a backslash, U+0000 to U+001F as {@code \}{@code
 *       u00xx} with lower-case digits, every other character as it is;
 *   <li>numbers in full decimal notation, without exponent and without zeros at the end of a
 *       fraction: {@code 1000}, {@code 0.25}; NaN and infinities are strings.
 * </ul>
 */
public final class CanonicalJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CanonicalJson() {}

  /**
   * Reads one JSON value.
   *
   * @throws JacksonException if it is not exactly one JSON value
   */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /**
   * Records, maps, lists, texts and numbers as JSON, every key and text changed by {@code edit}.
   */
  public static JsonNode tree(Object value, UnaryOperator<String> edit) {
    return edited(MAPPER.valueToTree(value), edit);
  }

  /** Not canonical: for people, keys in the order of {@code node}. */
  public static String indented(JsonNode node) {
    return JsonText.seen(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
  }

  public static String text(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.propertyStream().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      return sorted.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ":" + text(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node.isArray()) {
      return node.valueStream().map(CanonicalJson::text).collect(Collectors.joining(",", "[", "]"));
    }
    return scalar(node);
  }

  private static String scalar(JsonNode node) {
    if (node.isNumber()) {
      return node instanceof NumericNode number && number.isNaN()
          ? quoted(node.asString())
          : node.decimalValue().stripTrailingZeros().toPlainString();
    }
    return node.isBoolean() || node.isNull() ? node.asString("null") : quoted(node.asString());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character < ' ') {
        quoted.append("\\u%04x".formatted((int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }

  private static JsonNode edited(JsonNode node, UnaryOperator<String> edit) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.propertyStream()
          .forEach(entry -> object.set(edit.apply(entry.getKey()), edited(entry.getValue(), edit)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.valueStream().forEach(item -> array.add(edited(item, edit)));
      return array;
    }
    return node.isString()
        ? JsonNodeFactory.instance.stringNode(edit.apply(node.asString()))
        : node;
  }
}
