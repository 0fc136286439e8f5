package dev.redline.rag.judge.reply;

import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A JSON schema that a reply must follow: an object with one key, which holds a list. */
public enum ReplySchema {
  /** Claims in the order of the text. */
  CLAIMS {
    @Override
    Map<String, Object> item() {
      Map<String, Object> text = Map.of("type", "string");
      return object(Map.of("subject", text, "predicate", text, "object", text));
    }
  },
  /** One label a claim. */
  LABELS {
    @Override
    Map<String, Object> item() {
      return Map.of("type", "string", "enum", Stream.of(Label.values()).map(Label::text).toList());
    }
  };

  /** The key that holds the list, and the name of the schema. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As JSON holds it. */
  public Map<String, Object> schema() {
    return object(Map.of(key(), Map.of("type", "array", "items", item())));
  }

  abstract Map<String, Object> item();

  static Map<String, Object> object(Map<String, Object> properties) {
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        List.copyOf(properties.keySet()),
        "additionalProperties",
        false);
  }
}
