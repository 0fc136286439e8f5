package dev.redline.rag.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A JSON value that knows where it stands, so that every complaint says so. */
public record JsonAt(Path file, long line, String pointer, JsonNode node) {

  /** A result that was found sound before and put aside. */
  public static JsonAt kept(JsonNode result, int index) {
    return new JsonAt(Path.of("results put aside"), 1, "/results/" + index, result);
  }

  /** The complaint about this value. */
  public RagFileException wrong(String problem) {
    String position = "line " + line + (pointer.isEmpty() ? "" : ", " + pointer);
    return new RagFileException(file, position, problem);
  }

  public JsonAt object() {
    if (!node.isObject()) {
      throw wrong("must be an object, is " + kind());
    }
    return this;
  }

  /** The value of a key; an absent key and null are the same. */
  public Optional<JsonAt> optional(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new JsonAt(file, line, pointer + "/" + key, value));
  }

  public JsonAt required(String key) {
    return optional(key)
        .orElseThrow(() -> wrong("has no \"" + key + "\", which is required; add it"));
  }

  public String text() {
    if (!node.isString()) {
      throw wrong("must be a string, is " + kind());
    }
    String text = node.stringValue();
    if (text.codePoints().anyMatch(JsonAt::isHalf)) {
      throw wrong("holds half a character, which no file can hold; take the lone surrogate out");
    }
    return text;
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  public String filledText() {
    if (text().isBlank()) {
      throw wrong("must not be blank");
    }
    return text();
  }

  /** true or false. */
  public boolean bool() {
    if (!node.isBoolean()) {
      throw wrong("must be true or false, is " + kind());
    }
    return node.booleanValue();
  }

  /** Both ends are allowed. */
  public double number(double least, double most) {
    if (!node.isNumber()) {
      throw wrong("must be a number, is " + kind());
    }
    double number = node.doubleValue();
    if (!(number >= least && number <= most)) {
      throw wrong(
          String.format(Locale.ROOT, "must be from %.0f to %.0f, is %s", least, most, node));
    }
    return number;
  }

  /** Both ends are allowed. */
  public int whole(int least, int most) {
    double number = number(least, most);
    if (number != Math.rint(number)) {
      throw wrong("must be a whole number, is " + node);
    }
    return (int) number;
  }

  public <T> List<T> list(Function<JsonAt, T> element) {
    if (!node.isArray()) {
      throw wrong("must be an array, is " + kind());
    }
    List<T> list = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      list.add(element.apply(new JsonAt(file, line, pointer + "/" + i, node.get(i))));
    }
    return list;
  }

  private String kind() {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
