package dev.redline.search.propose;

import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.Connector;
import dev.redline.search.PlanAtK;
import dev.redline.search.SearchesOnServer;
import dev.redline.search.ServerSearch;
import dev.redline.search.WorkloadException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which proposed searches the planner runs without the index that is there for them. */
final class PlannerSays {

  private PlannerSays() {}

  /**
   * Asks how each search would run at each of its k; runs none.
   *
   * @return why a search goes without its index, by the search's name; those that use it left out
   */
  static Map<String, String> withoutIndex(
      Connector connector, WorkloadPlan proposed, LatencyTargets latency) throws SQLException {
    SearchesOnServer searches =
        new SearchesOnServer(
            proposed,
            latency,
            Path.of(System.getProperty("java.io.tmpdir")),
            System::nanoTime,
            (name, questions) -> {
              throw new WorkloadException("a proposal asks no questions");
            });
    Map<String, String> reasons = new LinkedHashMap<>();
    for (PlannedSearch planned : proposed.searches()) {
      if (planned.index().names().isEmpty()) {
        continue;
      }
      try {
        ServerSearch search = searches.resolved(connector, planned);
        List<PlanAtK> plans = searches.plans(connector, search);
        if (plans.stream().allMatch(each -> each.obstacle().isPresent())) {
          reasons.put(
              planned.name(),
              String.format(
                  Locale.ROOT,
                  "the planner finds some %,d rows faster without it",
                  search.allRows().total()));
        }
      } catch (WorkloadException e) {
        // Nothing in the table to search for: nothing to ask the planner.
      }
    }
    return reasons;
  }
}
