package dev.redline.search;

import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import java.util.List;
import java.util.Optional;

/**
 * One search of the workload, timed at each of its k on a warm cache.
 *
 * @param search as the file calls it
 * @param relation what is searched; empty in a statement of the user's that names none
 * @param estimatedRows of the relation, by statistics
 * @param method how it finds its rows
 * @param indexes that the search may use, of the right operator class and valid
 * @param exact how many queries have known neighbours, and whether they were known from before
 * @param exactPlan how neighbours are found exactly; empty if that took too long
 * @param byK in the order of the file
 */
public record MeasuredSearch(
    String search,
    String relation,
    double weight,
    long estimatedRows,
    SearchMethod method,
    List<String> indexes,
    ExactSample exact,
    Optional<SearchPlan> exactPlan,
    List<AtK> byK) {

  /**
   * What recall is measured against.
   *
   * @param queries whose neighbours are known
   * @param asked for how many they were to be found
   * @param note why fewer, or from when; empty otherwise
   */
  public record ExactSample(int queries, int asked, String note) {}

  /**
   * Searches at one k.
   *
   * @param vectorIndexes that the plan went through
   * @param obstacle why that is not the plan that the search is there for; empty if it is
   */
  public record AtK(
      SearchMeasurement measured, List<String> vectorIndexes, Optional<PlanObstacle> obstacle) {

    /** Rows asked for. */
    public int k() {
      return measured.k();
    }
  }

  /** The measurement at {@code k}; empty if there is none. */
  public Optional<AtK> at(int k) {
    return byK.stream().filter(each -> each.k() == k).findFirst();
  }
}
