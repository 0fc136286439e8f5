package dev.redline.plan;

import dev.redline.plan.value.SettingName;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.List;

/**
 * What is asked of searches under the query-time policy, with filters and without, and how that is
 * measured. The k are those of the latency targets.
 *
 * @param filteredSearch the name of the search that filters are tried on; a workload without it is
 *     searched as it is
 * @param condition of the filters, as it stands in WHERE, with one parameter
 * @param selectivityTolerance how far a filter's share of rows may be from the one stated, relative
 *     to that
 * @param searches one for each selectivity, in the order of the file, at least one
 * @param exactSearch when a filter is too selective for the index
 * @param efSearchValues of {@code hnsw.ef_search} that are tried, ascending, 2 or more
 * @param samples timed searches per k and selectivity, 100 or more
 * @param warmUp untimed searches before them, 0 or more
 * @param queries different query vectors, 1 or more
 * @param unknownSetting a name that pgvector does not know and the harness has to refuse
 */
public record QueryPolicyTargets(
    String filteredSearch,
    String condition,
    double selectivityTolerance,
    List<FilteredTarget> searches,
    ExactSearchConfig exactSearch,
    List<Integer> efSearchValues,
    int samples,
    int warmUp,
    int queries,
    String unknownSetting) {

  static QueryPolicyTargets read(Node root) {
    Section section =
        root.section(
            "search",
            "condition",
            "selectivity_tolerance",
            "searches",
            "exact_search",
            "ef_search",
            "samples",
            "warm_up",
            "queries",
            "unknown_setting");
    return new QueryPolicyTargets(
        section.scalar("search").asText(),
        condition(section.scalar("condition")),
        section.scalar("selectivity_tolerance").asDecimal(0, 1),
        FilteredTarget.readAll(section.required("searches")),
        ExactSearchConfig.read(section.required("exact_search")),
        efSearchValues(section.required("ef_search")),
        section.scalar("samples").asInteger(100, 1_000_000),
        section.scalar("warm_up").asInteger(0, 1_000_000),
        section.scalar("queries").asInteger(1, 100_000),
        SettingName.readAny(section.scalar("unknown_setting")));
  }

  private static String condition(ScalarNode scalar) {
    String condition = scalar.asText();
    if (condition.chars().filter(c -> c == '?').count() != 1) {
      throw scalar.wrongType("an SQL condition with exactly one ? for the value");
    }
    return condition;
  }

  private static List<Integer> efSearchValues(Node node) {
    List<Integer> values =
        node.items().stream()
            .map(item -> item.scalar().asInteger(1, QueryPolicy.EF_SEARCH_LIMIT))
            .toList();
    if (values.size() < 2 || !values.equals(values.stream().distinct().sorted().toList())) {
      throw node.wrongType("two or more values of hnsw.ef_search, in ascending order");
    }
    return values;
  }
}
