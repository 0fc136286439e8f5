package dev.redline.plan.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Builds nodes from a parser's tokens and keeps each one's place, which data binding loses. */
final class YamlTree {

  private final JsonParser parser;

  YamlTree(JsonParser parser) {
    this.parser = parser;
  }

  /** What starts at the parser's current token, to its end. */
  Node node(Location parent) {
    Location at = here(parent);
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new PlanException(at, "aliases (*name) are not read. Write the value out.");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> new MapNode(at, entries(at));
      case START_ARRAY -> new ListNode(at, items(at));
      default -> new ScalarNode(at, text(), kind(parser.currentToken()));
    };
  }

  private Map<String, Node> entries(Location parent) {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      Location at = here(parent.key(key));
      parser.nextToken();
      if (entries.put(key, node(parent.key(key))) != null) {
        throw new PlanException(
            at, "the key \"" + Excerpt.of(key) + "\" stands here twice. Keep one.");
      }
    }
    return Collections.unmodifiableMap(entries);
  }

  private List<Node> items(Location parent) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parent.index(items.size())));
    }
    return List.copyOf(items);
  }

  private String text() {
    String text = parser.getString();
    return parser.currentToken() == JsonToken.VALUE_NULL || text == null ? "" : text;
  }

  private static ScalarNode.Kind kind(JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT -> ScalarNode.Kind.WHOLE_NUMBER;
      case VALUE_NUMBER_FLOAT -> ScalarNode.Kind.DECIMAL;
      case VALUE_TRUE, VALUE_FALSE -> ScalarNode.Kind.TRUTH;
      case VALUE_NULL -> ScalarNode.Kind.NOTHING;
      default -> ScalarNode.Kind.TEXT;
    };
  }

  /** The place that the parser has reached, under the path of {@code place}. */
  Location here(Location place) {
    TokenStreamLocation found = parser.currentTokenLocation();
    return place.at(found.getLineNr(), found.getColumnNr());
  }
}
