package dev.redline.search;

/**
 * Why the plan of a search is not the one that the search is there for.
 *
 * @param observed what was seen
 * @param mend statements for a person, after which the planner has no reason left
 */
public record PlanObstacle(String observed, String mend) {}
