package dev.redline.search.propose;

import dev.redline.plan.workload.IndexUse;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchesOnServer;
import dev.redline.search.ServerSearch;
import dev.redline.search.WorkloadException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the planner, and what is in the tables, say of proposed searches; each by the search's name.
 *
 * @param withoutIndex why a search goes without its index; those that use it left out
 * @param byDefault searches that use their index by pgvector's settings, and not by the policy's
 * @param impossible why there is nothing to search for
 */
record PlannerSays(
    Map<String, String> withoutIndex, Set<String> byDefault, Map<String, String> impossible) {

  static final PlannerSays NOTHING = new PlannerSays(Map.of(), Set.of(), Map.of());

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
    PlannerSays says =
        new PlannerSays(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
    for (PlannedSearch planned : proposed.searches()) {
      says.ask(planned, connector, searches);
    }
    return says;
  }

  private void ask(PlannedSearch planned, Connector connector, SearchesOnServer searches)
      throws SQLException {
    try {
      ServerSearch search = searches.resolved(connector, planned);
      if (planned.index().names().isEmpty() || asIntended(search, connector, searches)) {
        return;
      }
      String reason =
          String.format(
              Locale.ROOT,
              "the planner finds some %,d rows faster without it",
              search.allRows().total());
      if (asIntended(searches.resolved(connector, whole(planned, reason)), connector, searches)) {
        withoutIndex.put(planned.name(), reason);
      } else {
        byDefault.add(planned.name());
      }
    } catch (WorkloadException e) {
      impossible.put(planned.name(), e.getMessage());
    }
  }

  /** At one k at least. */
  private static boolean asIntended(
      ServerSearch search, Connector connector, SearchesOnServer searches) throws SQLException {
    return searches.plans(connector, search).stream().anyMatch(each -> each.obstacle().isEmpty());
  }

  private static PlannedSearch whole(PlannedSearch planned, String because) {
    return planned.through(
        new IndexUse(List.of(), Optional.of(because)),
        planned.indexed(),
        planned.distance(),
        planned.rerank(),
        planned.set());
  }
}
