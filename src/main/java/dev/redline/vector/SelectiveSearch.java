package dev.redline.vector;

import dev.redline.plan.ExactSearchConfig;
import dev.redline.plan.workload.QueryPolicy;
import java.sql.SQLException;

/**
 * Asks the index, or searches exactly where the filter is too selective for it.
 *
 * @param selectivity of the filter, as counted: the planner guesses a third for most expressions
 * @param policy that the session searches under
 * @param settings of the session outside of a search
 */
public record SelectiveSearch(
    SearchSession session,
    Searchable rows,
    Selectivity selectivity,
    QueryPolicy policy,
    HnswSettings settings,
    ExactSearchConfig rule)
    implements Search {

  @Override
  public SearchChoice choice(int k) {
    long matching = selectivity.matching();
    long total = selectivity.total();
    long efSearch = settings.with(policy.settings(k)).efSearch();
    long limit = settings.maxScanTuples();
    boolean exact = rule.asksForExact(k, matching, total, efSearch, limit);
    String reason =
        ("%d of %d rows match, so that the index would visit some %d for K=%d;"
                + " hnsw.ef_search %d, hnsw.max_scan_tuples %d")
            .formatted(
                matching, total, ExactSearchConfig.visited(k, matching, total), k, efSearch, limit);
    return exact
        ? new SearchChoice(SearchChoice.Method.EXACT, "too selective for the index: " + reason)
        : new SearchChoice(SearchChoice.Method.INDEX, reason);
  }

  @Override
  public void ready() throws SQLException {
    session.ready();
  }

  @Override
  public SearchResult nearest(SearchInput query, int k) throws SQLException {
    SearchChoice choice = choice(k);
    return new SearchResult(
        isExact(choice) ? session.exact(rows, query, k) : session.nearest(rows, query, k), choice);
  }

  @Override
  public SearchPlan explain(SearchInput query, int k) throws SQLException {
    return isExact(choice(k))
        ? session.explainExact(rows, query, k)
        : session.explain(rows, query, k);
  }

  private static boolean isExact(SearchChoice choice) {
    return choice.method() == SearchChoice.Method.EXACT;
  }
}
