package dev.redline.plan.workload;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.yaml.ListNode;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the searches of workload.yaml. */
final class SearchesFile {

  private static final Pattern SETTING = Pattern.compile("(hnsw|ivfflat)\\.[a-z_]+");
  private static final String[] KEYS = {
    "name",
    "table",
    "id",
    "vector",
    "indexed",
    "text",
    "distance",
    "where",
    "sql",
    "rerank",
    "with",
    "index",
    "k",
    "p95",
    "recall",
    "rows",
    "weight",
    "queries",
    "set"
  };

  private final LatencyTargets defaults;

  SearchesFile(LatencyTargets defaults) {
    this.defaults = defaults;
  }

  List<PlannedSearch> read(Node node) {
    List<PlannedSearch> searches = new ArrayList<>();
    for (Node item : node.items()) {
      PlannedSearch search = search(item);
      if (searches.stream().anyMatch(other -> other.name().equals(search.name()))) {
        throw new PlanException(
            item.at(), "the name " + search.name() + " is taken. Give each search its own.");
      }
      searches.add(search);
    }
    return List.copyOf(searches);
  }

  private PlannedSearch search(Node node) {
    Section section = node.section(KEYS);
    requireSource(section);
    return new PlannedSearch(
        section.scalar("name").asText(),
        section.optionalScalar("table").map(RelationName::read),
        names(section.required("id")),
        text(section, "vector"),
        text(section, "indexed"),
        text(section, "text"),
        section.optionalScalar("distance").map(Distance::read),
        text(section, "where"),
        section.optionalScalar("sql").map(SearchesFile::sql),
        section.optional("rerank").map(Reranking::read),
        values(section.optional("with")),
        IndexUse.read(section.optional("index")),
        targets(section),
        section.optionalScalar("weight").map(scalar -> scalar.asDecimal(0.001, 1000)).orElse(1.0),
        QuerySource.read(section.optional("queries"), defaults.queries()),
        settings(section.optional("set")));
  }

  private static void requireSource(Section section) {
    boolean table = section.optional("table").isPresent();
    boolean sql = section.optional("sql").isPresent();
    boolean vector = section.optional("vector").isPresent();
    if (!table && !sql) {
      throw new PlanException(section.at(), "a search needs a table or an sql. Add one.");
    }
    if (table != vector) {
      throw new PlanException(section.at(), "table and vector belong together. Add the other.");
    }
    boolean rows =
        section
            .optional("queries")
            .map(queries -> queries.entries().containsKey("rows"))
            .orElse(true);
    if (!table && rows) {
      throw new PlanException(
          section.at(),
          "queries are rows of a table, and this search names none. Add table and vector, or"
              + " queries: {file: …} or {questions: …, embedder: …}.");
    }
    for (String key : List.of("where", "rerank", "indexed")) {
      section
          .optional(key)
          .filter(node -> sql)
          .ifPresent(
              node -> {
                throw new PlanException(
                    node.at(), "this stands in the sql itself. Remove " + key + ".");
              });
    }
  }

  private static String sql(ScalarNode scalar) {
    String sql = scalar.asText();
    if (!sql.strip().toLowerCase(Locale.ROOT).matches("(?s)(select|with)\\b.*")) {
      throw scalar.wrongType("a SELECT");
    }
    for (String parameter : List.of(":query", ":k")) {
      if (!Pattern.compile(parameter + "\\b").matcher(sql).find()) {
        throw scalar.wrongType("a SELECT with the parameters :query and :k");
      }
    }
    return sql.strip().replaceAll(";$", "");
  }

  private static List<String> names(Node node) {
    List<String> names =
        node instanceof ListNode
            ? node.items().stream().map(item -> item.scalar().asText()).toList()
            : List.of(node.scalar().asText());
    if (names.isEmpty()) {
      throw node.wrongType("a column or a list of columns");
    }
    return names;
  }

  private static Optional<String> text(Section section, String key) {
    return section.optionalScalar(key).map(ScalarNode::asText);
  }

  private static Map<String, String> values(Optional<Node> node) {
    Map<String, String> values = new LinkedHashMap<>();
    node.ifPresent(
        group -> group.entries().forEach((name, value) -> values.put(name, value.scalar().text())));
    return values;
  }

  static Map<String, String> settings(Optional<Node> node) {
    Map<String, String> settings = new LinkedHashMap<>();
    node.ifPresent(
        group ->
            group
                .entries()
                .forEach(
                    (name, value) -> {
                      if (!SETTING.matcher(name).matches()) {
                        throw new PlanException(
                            value.at(),
                            "found \"" + name + "\" where a setting hnsw.… or ivfflat.… belongs.");
                      }
                      settings.put(name, value.scalar().asSettingValue());
                    }));
    return settings;
  }

  private List<SearchTarget> targets(Section section) {
    Optional<Threshold<Duration>> p95 =
        section
            .optional("p95")
            .map(
                node ->
                    Threshold.read(
                        node,
                        Threshold.Direction.AT_MOST,
                        scalar -> TimeSpan.read(scalar, "1us", "10s")));
    Optional<Threshold<Double>> recall = section.optional("recall").map(Threshold::shareAtLeast);
    List<Integer> ks = ks(section);
    Optional<Threshold<Integer>> rows = section.optional("rows").map(node -> rows(node, ks));
    return ks.stream().map(k -> target(k, p95, recall, rows)).toList();
  }

  private static Threshold<Integer> rows(Node node, List<Integer> ks) {
    Threshold<Integer> rows =
        Threshold.read(node, Threshold.Direction.AT_LEAST, scalar -> scalar.asInteger(1, 1000));
    int fewest = ks.stream().mapToInt(Integer::intValue).min().orElseThrow();
    if (rows.limit() > fewest) {
      throw new PlanException(
          node.at(),
          "rows: %s, and a search at K=%d returns %d at most. Require fewer, or raise k."
              .formatted(rows, fewest, fewest));
    }
    return rows;
  }

  private List<Integer> ks(Section section) {
    List<Integer> ks =
        section
            .optional("k")
            .map(node -> node.items().stream().map(k -> k.scalar().asInteger(1, 1000)).toList())
            .orElse(defaults.searches().stream().map(SearchTarget::k).toList());
    if (ks.isEmpty() || ks.stream().distinct().count() < ks.size()) {
      throw section.required("k").wrongType("at least one k, none of them twice");
    }
    return ks;
  }

  /** What the file does not say is as latency.yaml has it, for this k or else for its first. */
  private SearchTarget target(
      int k,
      Optional<Threshold<Duration>> p95,
      Optional<Threshold<Double>> recall,
      Optional<Threshold<Integer>> rows) {
    SearchTarget usual =
        defaults.searches().stream()
            .filter(target -> target.k() == k)
            .findFirst()
            .orElse(defaults.searches().get(0));
    return new SearchTarget(k, p95.orElse(usual.p95()), recall.orElse(usual.recall()), rows);
  }
}
