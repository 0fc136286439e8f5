package dev.redline.run;

import dev.redline.plan.FilteredTarget;
import dev.redline.vector.SearchChoice;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.vector.Selectivity;

/**
 * Searches for one k behind one filter.
 *
 * @param target what is asked of them
 * @param selectivity of the filter, as counted
 * @param choice how they were searched, and why
 * @param exactPlan how the exact search ran that recall is measured against
 */
public record FilteredMeasurement(
    FilteredTarget target,
    Selectivity selectivity,
    SearchChoice choice,
    SearchMeasurement searches,
    SearchPlan exactPlan) {

  /** As in {@code vector search at K=16, filter of 0.1 %}. */
  String name() {
    return "vector search at K=%d, %s".formatted(searches.k(), target.words());
  }
}
