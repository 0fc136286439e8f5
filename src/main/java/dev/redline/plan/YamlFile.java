package dev.redline.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads a YAML 1.2 file of one document, strictly: no duplicate keys, no aliases. */
final class YamlFile {

  private final Path file;
  private final JsonParser parser;

  private YamlFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * @throws PlanException if the file is missing, empty, not YAML, or more than one document
   */
  static Node read(Path file) {
    try (JsonParser parser =
        new YAMLFactory().createParser(ObjectReadContext.empty(), content(file))) {
      return new YamlFile(file, parser).onlyDocument();
    } catch (StreamReadException e) {
      throw new PlanException(
          place(Location.of(file), e.getLocation()),
          "not valid YAML: " + e.getOriginalMessage().replaceAll("\\s+", " ") + ".",
          e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new PlanException(Location.of(file), "the file is missing. Restore it.", e);
    } catch (CharacterCodingException e) {
      throw new PlanException(Location.of(file), "not UTF-8. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw new PlanException(Location.of(file), "cannot be read: " + e, e);
    }
  }

  private Node onlyDocument() {
    if (parser.nextToken() == null) {
      throw new PlanException(Location.of(file), "the file is empty. Restore its content.");
    }
    Node root = node(Location.of(file));
    while (!parser.isClosed()) {
      if (parser.nextToken() != null) {
        throw new PlanException(
            here(Location.of(file)), "a second document starts here. Keep one and drop the ---.");
      }
    }
    return root;
  }

  private Node node(Location parent) {
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
        throw new PlanException(at, "the key \"" + key + "\" stands here twice. Keep one.");
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

  private Location here(Location path) {
    return place(path, parser.currentTokenLocation());
  }

  private static Location place(Location path, TokenStreamLocation found) {
    return path.at(found.getLineNr(), found.getColumnNr());
  }
}
