package dev.redline.plan;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that a file of gates/ names in its first line. */
record SchemaOfGates(JsonNode root, Schema schema) {

  private static final String MODELINE = "# yaml-language-server: $schema=";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Of a file that is one of {@code gates} or to be put among them. */
  static SchemaOfGates of(Path file) throws IOException {
    String first = Files.readAllLines(file).get(0);
    if (!first.startsWith(MODELINE)) {
      throw new IllegalArgumentException(file + " names no schema: " + first);
    }
    Path named = file.resolveSibling(first.substring(MODELINE.length()));
    JsonNode root = JsonMapper.builder().build().readTree(named.toFile());
    return new SchemaOfGates(root, REGISTRY.getSchema(root));
  }

  List<String> problems(JsonNode file) {
    return schema.validate(file).stream().map(Object::toString).toList();
  }

  /** The keys that may stand beside those of {@code value}; empty if any may. */
  Optional<Set<String>> keys(List<String> path, JsonNode value) {
    return parts(path)
        .filter(part -> part.has("properties"))
        .map(part -> (Set<String>) new TreeSet<>(part.get("properties").propertyNames()))
        .filter(keys -> keys.containsAll(value.propertyNames()))
        .findFirst();
  }

  /** What the schema says of the place, in each of its alternatives. */
  Stream<JsonNode> parts(List<String> path) {
    List<JsonNode> parts = alternatives(root);
    for (String step : path) {
      parts =
          parts.stream()
              .flatMap(part -> child(part, step).stream())
              .flatMap(child -> alternatives(child).stream())
              .toList();
    }
    return parts.stream();
  }

  /**
   * @param step a key, or a number in a list
   */
  private static Optional<JsonNode> child(JsonNode part, String step) {
    return Stream.of(
            part.path("properties").path(step),
            part.path("items"),
            part.path("additionalProperties"))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  private List<JsonNode> alternatives(JsonNode part) {
    List<JsonNode> all = new ArrayList<>(List.of(part));
    if (part.has("$ref")) {
      all.addAll(alternatives(root.at(part.get("$ref").asString().substring(1))));
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      part.path(choice).forEach(each -> all.addAll(alternatives(each)));
    }
    for (String branch : List.of("then", "else")) {
      if (part.has(branch)) {
        all.addAll(alternatives(part.get(branch)));
      }
    }
    return all;
  }
}
