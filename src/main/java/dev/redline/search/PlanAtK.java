package dev.redline.search;

import dev.redline.vector.SearchPlan;
import java.util.Optional;

/**
 * How the server would run a search.
 *
 * @param search as the file calls it
 * @param k rows asked for
 * @param obstacle why that is not the plan that the search is there for; empty if it is
 */
public record PlanAtK(String search, int k, SearchPlan plan, Optional<PlanObstacle> obstacle) {}
