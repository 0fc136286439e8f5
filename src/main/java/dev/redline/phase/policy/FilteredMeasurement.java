package dev.redline.phase.policy;

import dev.redline.plan.FilteredTarget;
import dev.redline.search.PlanObstacle;
import dev.redline.search.SearchMethod;
import dev.redline.vector.SearchChoice;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.Selectivity;
import java.util.Optional;

/**
 * Searches for one k behind one filter.
 *
 * @param search as the workload calls it
 * @param target what is asked of searches behind the filter
 * @param selectivity of the filter, as counted
 * @param method of the search without the filter
 * @param choice how they were searched, and why
 * @param exactPlan how the exact search ran that recall is measured against
 * @param obstacle why the plan is not the one that the search is there for; empty if it is
 */
public record FilteredMeasurement(
    String search,
    FilteredTarget target,
    Selectivity selectivity,
    SearchMethod method,
    SearchChoice choice,
    SearchMeasurement searches,
    SearchPlan exactPlan,
    Optional<PlanObstacle> obstacle) {

  /** As in {@code vector search at K=16, filter of 0.1 %, chunks}. */
  String name() {
    return "vector search at K=%d, %s, %s".formatted(searches.k(), target.words(), search);
  }
}
