package dev.redline.search.statements;

import dev.redline.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A node of the tree that the server makes of a statement, as {@code debug_print_rewritten} prints
 * it ({@code outfuncs.c}).
 *
 * @param type such as {@code OPEXPR}, by the name of 16 and later
 * @param fields by name; a value is a list of words, nodes and lists
 */
record TreeNode(String type, Map<String, List<Object>> fields) {

  private static final Pattern TOKEN =
      Pattern.compile("[{}()]|(?:\\\\.|[^\\s{}()\\\\])+", Pattern.DOTALL);

  /** The query trees of a statement. */
  static List<TreeNode> parse(String text) {
    Matcher tokens = TOKEN.matcher(text);
    List<Object> top = new ArrayList<>();
    while (tokens.find()) {
      top.add(value(tokens));
    }
    return nodes(top).toList();
  }

  private static Object value(Matcher tokens) {
    return switch (tokens.group()) {
      case "{" -> node(tokens);
      case "(" -> list(tokens);
      default -> tokens.group();
    };
  }

  private static TreeNode node(Matcher tokens) {
    tokens.find();
    TreeNode node = new TreeNode(ServerVersion.treeLabel(tokens.group()), new LinkedHashMap<>());
    List<Object> values = new ArrayList<>();
    while (tokens.find() && !tokens.group().equals("}")) {
      if (tokens.group().startsWith(":")) {
        values = new ArrayList<>();
        node.fields.put(tokens.group().substring(1), values);
      } else {
        values.add(value(tokens));
      }
    }
    return node;
  }

  private static List<Object> list(Matcher tokens) {
    List<Object> values = new ArrayList<>();
    while (tokens.find() && !tokens.group().equals(")")) {
      values.add(value(tokens));
    }
    return values;
  }

  /** A field of one word; empty if there is none, or it is {@code <>}. */
  Optional<String> word(String field) {
    List<Object> values = fields.getOrDefault(field, List.of());
    return values.size() == 1 && values.get(0) instanceof String word && !word.equals("<>")
        ? Optional.of(word)
        : Optional.empty();
  }

  /** A field of one number; 0 if there is none. */
  long number(String field) {
    return word(field).filter(word -> word.matches("-?\\d+")).map(Long::valueOf).orElse(0L);
  }

  /** The numbers of a list such as {@code (o 96 97)}. */
  List<Long> numbers(String field) {
    return fields.getOrDefault(field, List.of()).stream()
        .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
        .map(String::valueOf)
        .filter(word -> word.matches("\\d+"))
        .map(Long::valueOf)
        .toList();
  }

  /** The nodes of a field, in lists or not. */
  List<TreeNode> nodes(String field) {
    return nodes(fields.getOrDefault(field, List.of())).toList();
  }

  /** All nodes right below. */
  Stream<TreeNode> children() {
    return fields.values().stream().flatMap(TreeNode::nodes);
  }

  private static Stream<TreeNode> nodes(List<?> values) {
    return values.stream()
        .flatMap(
            value ->
                value instanceof TreeNode node
                    ? Stream.of(node)
                    : value instanceof List<?> list ? nodes(list) : Stream.empty());
  }
}
