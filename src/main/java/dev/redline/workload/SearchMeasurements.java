package dev.redline.workload;

import dev.redline.search.MeasuredSearch;
import dev.redline.search.statements.MeasuredStatement;
import java.util.List;

/**
 * The searches of a workload, timed on a warm cache.
 *
 * @param searches in the order of the workload
 * @param statements the most expensive ones of the server, where the workload asks for them
 */
public record SearchMeasurements(
    List<MeasuredSearch> searches, List<MeasuredStatement> statements) {

  /** Where the searches of the last changed server are kept, relative to metrics/. */
  public static final String FILE = "system_diagnostics/vector_searches.json";

  /**
   * One of them.
   *
   * @throws java.util.NoSuchElementException if it was not measured
   */
  public MeasuredSearch of(String name) {
    return searches.stream().filter(each -> each.search().equals(name)).findFirst().orElseThrow();
  }
}
