package dev.redline.vector;

import dev.redline.plan.ExactSearchRule;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Asks the index, or searches exactly where the filter is too selective for it.
 *
 * @param selectivity of the filter, as counted: the planner guesses a third for most expressions
 * @param maxScanTuples {@code hnsw.max_scan_tuples} as in force
 */
public record SelectiveSearch(
    SearchSession session,
    Searchable rows,
    Selectivity selectivity,
    long maxScanTuples,
    ExactSearchRule rule)
    implements Search {

  @Override
  public SearchChoice choice(int k) {
    long visited = ExactSearchRule.visited(k, selectivity.matching(), selectivity.total());
    boolean exact =
        rule.asksForExact(k, selectivity.matching(), selectivity.total(), maxScanTuples);
    String reason =
        String.format(
            Locale.ROOT,
            "%d of %d rows match: the index would visit some %d for K=%d, %s than %.0f"
                + " (%.2f of hnsw.max_scan_tuples %d)",
            selectivity.matching(),
            selectivity.total(),
            visited,
            k,
            exact ? "more" : "no more",
            rule.aboveScanShare() * maxScanTuples,
            rule.aboveScanShare(),
            maxScanTuples);
    return new SearchChoice(exact ? SearchChoice.Method.EXACT : SearchChoice.Method.INDEX, reason);
  }

  @Override
  public SearchResult nearest(float[] query, int k) throws SQLException {
    SearchChoice choice = choice(k);
    return new SearchResult(
        isExact(choice) ? session.exact(rows, query, k) : session.nearest(rows, query, k), choice);
  }

  @Override
  public SearchPlan explain(float[] query, int k) throws SQLException {
    return isExact(choice(k))
        ? session.explainExact(rows, query, k)
        : session.explain(rows, query, k);
  }

  private static boolean isExact(SearchChoice choice) {
    return choice.method() == SearchChoice.Method.EXACT;
  }
}
