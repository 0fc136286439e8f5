package dev.redline.phase.vectorindex;

import dev.redline.change.PhaseContext;
import dev.redline.plan.workload.IndexChange;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.search.PlanObstacle;
import dev.redline.search.SearchedData;
import dev.redline.search.SearchesOnServer;
import dev.redline.search.ServerSearch;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.SearchSession;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.Optional;

/** The search as it is to be from now on, on the server as it is now. */
record NewSearch(PhaseContext context, ResolvedChange change) {

  /** It goes through the new index; says what gates/workload.yaml and applications need. */
  Finding finding() throws SQLException {
    RelationName name = change.replaced().name();
    PlannedSearch planned =
        change.searched(name, IndexedOn.read(context.connector(), change.index().table(), name));
    SearchesOnServer searches = context.workload().orElseThrow().searches();
    ServerSearch search = searches.resolved(context.connector(), planned);
    SearchedData data = searches.data(context.connector(), search);
    try (SearchSession session =
        searches.session(context.connector(), context.plan().latency().policy())) {
      SearchPlan plan =
          session.explain(search.rows(), data.queries().get(0), planned.targets().get(0).k());
      if (change.change().form() != IndexChange.Form.AS_IT_IS) {
        tell(planned, search);
      }
      return Finding.of(verdict(search.obstacle(plan).map(PlanObstacle::observed), name));
    }
  }

  private static Verdict verdict(Optional<String> obstacle, RelationName name) {
    String subject = "search after the swap";
    return obstacle
        .map(
            why ->
                Verdict.fail(
                    subject, why, "through " + name, "ANALYZE, and look at the planner's costs"))
        .orElseGet(() -> Verdict.pass(subject, "through " + name, "through " + name));
  }

  private void tell(PlannedSearch planned, ServerSearch search) {
    context.say().accept("Searches have to be written otherwise from now on:");
    context.say().accept("  " + search.rows().search().sql());
    context.say().accept("  gates/workload.yaml, search %s:".formatted(planned.name()));
    planned.indexed().ifPresent(on -> context.say().accept("    indexed: \"%s\"".formatted(on)));
    planned
        .distance()
        .ifPresent(distance -> context.say().accept("    distance: " + distance.word()));
    planned
        .rerank()
        .ifPresent(
            rerank ->
                context
                    .say()
                    .accept(
                        "    rerank: {candidates: %d, distance: %s}"
                            .formatted(rerank.candidates(), rerank.distance().word())));
  }
}
