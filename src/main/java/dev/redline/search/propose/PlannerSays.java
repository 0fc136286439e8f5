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

/**
 * What the planner, and what is in the tables, say of proposed searches; each by the search's name.
 *
 * @param withoutIndex why a search goes without its index; those that use it left out
 * @param impossible why there is nothing to search for
 */
record PlannerSays(Map<String, String> withoutIndex, Map<String, String> impossible) {

  static final PlannerSays NOTHING = new PlannerSays(Map.of(), Map.of());

  /** Asks how each search would run at each of its k; runs none. */
  static PlannerSays of(Connector connector, WorkloadPlan proposed, LatencyTargets latency)
      throws SQLException {
    SearchesOnServer searches =
        new SearchesOnServer(
            proposed,
            latency,
            Path.of(System.getProperty("java.io.tmpdir")),
            System::nanoTime,
            (name, questions) -> {
              throw new WorkloadException("a proposal asks no questions");
            });
    PlannerSays says = new PlannerSays(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (PlannedSearch planned : proposed.searches()) {
      says.ask(planned, connector, searches);
    }
    return says;
  }

  private void ask(PlannedSearch planned, Connector connector, SearchesOnServer searches)
      throws SQLException {
    try {
      ServerSearch search = searches.resolved(connector, planned);
      List<PlanAtK> plans = searches.plans(connector, search);
      if (!planned.index().names().isEmpty()
          && plans.stream().allMatch(each -> each.obstacle().isPresent())) {
        withoutIndex.put(
            planned.name(),
            String.format(
                Locale.ROOT,
                "the planner finds some %,d rows faster without it",
                search.allRows().total()));
      }
    } catch (WorkloadException e) {
      impossible.put(planned.name(), e.getMessage());
    }
  }
}
