package dev.redline.plan.workload;

import dev.redline.plan.workload.IndexChange.Form;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the changes of indexes.yaml. */
final class IndexesFile {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,29}");
  private static final String HNSW = "hnsw";

  /** Ranges as pgvector has them. */
  private static final int MOST_CONNECTIONS = 100;

  private static final int MOST_CANDIDATES = 1000;
  private static final int MOST_LISTS = 32768;

  private IndexesFile() {}

  static List<IndexChange> changes(Node node) {
    List<IndexChange> changes = new ArrayList<>();
    for (Node item : node.items()) {
      IndexChange change = change(item);
      if (changes.stream().anyMatch(other -> other.name().equals(change.name()))) {
        throw new PlanException(
            item.at(), "the name " + change.name() + " is taken. Give each change its own.");
      }
      changes.add(change);
    }
    return List.copyOf(changes);
  }

  private static IndexChange change(Node node) {
    Section section =
        node.section(
            "name",
            "search",
            "method",
            "with",
            "as",
            "candidates",
            "where",
            "set",
            "replaces",
            "slowdown");
    String method = section.scalar("method").asOneOf(List.of(HNSW, "ivfflat"));
    Form form = section.optionalScalar("as").map(IndexesFile::form).orElse(Form.AS_IT_IS);
    return new IndexChange(
        name(section.scalar("name")),
        section.scalar("search").asText(),
        method,
        options(section.optional("with"), method),
        form,
        candidates(section, form),
        section.optionalScalar("where").map(ScalarNode::asText),
        SearchesFile.settings(section.optional("set")),
        section.optionalScalar("replaces").map(RelationName::read),
        section
            .optional("slowdown")
            .map(limit -> SlowdownConfig.usual(limit.section("at_most", "or_at_most"))));
  }

  private static String name(ScalarNode scalar) {
    if (!NAME.matcher(scalar.asText()).matches()) {
      throw scalar.wrongType("a name of up to 30 small letters, digits and underscores");
    }
    return scalar.asText();
  }

  private static Form form(ScalarNode scalar) {
    return Form.valueOf(scalar.asOneOf(List.of("halfvec", "binary")).toUpperCase(Locale.ROOT));
  }

  private static int candidates(Section section, Form form) {
    Optional<ScalarNode> candidates = section.optionalScalar("candidates");
    if (form == Form.BINARY) {
      return section.scalar("candidates").asInteger(1, 10_000);
    }
    if (candidates.isPresent()) {
      throw new PlanException(
          candidates.get().at(), "only as: binary re-ranks candidates. Remove candidates.");
    }
    return 0;
  }

  private static Map<String, Integer> options(Optional<Node> node, String method) {
    Map<String, Integer> options = new LinkedHashMap<>();
    node.ifPresent(
        with -> {
          Section section =
              method.equals(HNSW) ? with.section("m", "ef_construction") : with.section("lists");
          with.entries()
              .forEach((key, value) -> options.put(key, option(key, section.scalar(key))));
          requireWideEnough(with, options);
        });
    return options;
  }

  private static int option(String key, ScalarNode scalar) {
    return switch (key) {
      case "m" -> scalar.asInteger(2, MOST_CONNECTIONS);
      case "ef_construction" -> scalar.asInteger(4, MOST_CANDIDATES);
      default -> scalar.asInteger(1, MOST_LISTS);
    };
  }

  /** pgvector refuses less, and has 16 and 64 where nothing is said. */
  private static void requireWideEnough(Node with, Map<String, Integer> options) {
    int m = options.getOrDefault("m", 16);
    int candidates = options.getOrDefault("ef_construction", 64);
    if (candidates < 2 * m) {
      throw new PlanException(
          with.at(),
          "ef_construction is %d, and pgvector takes no less than twice m, here %d."
              .formatted(candidates, 2 * m));
    }
  }
}
