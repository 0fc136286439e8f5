package dev.redline.search.statements;

import java.util.List;
import java.util.Optional;

/**
 * One of the most expensive statements of a server, as it runs now.
 *
 * @param id by which pg_stat_statements knows it
 * @param text with {@code $1} for what it leaves out
 * @param calls since the statistics were reset
 * @param notRun why it was not run again; empty if it was
 * @param nodes of the plan from the top down, such as {@code Index Scan articles_lang}; none if not
 *     even that could be asked for without running anything
 * @param indexes that the plan goes through
 * @param sequentialScans the tables that it reads whole
 * @param spills whether a sort or a hash went to disk
 * @param millis execution time of each run
 * @param parameters of each run, so that it can be run again with the same
 */
public record MeasuredStatement(
    long id,
    String text,
    long calls,
    Optional<String> notRun,
    List<String> nodes,
    List<String> indexes,
    List<String> sequentialScans,
    boolean spills,
    List<Double> millis,
    List<List<String>> parameters) {

  /** The time that half of the runs did not exceed, in milliseconds; NaN if it was not run. */
  public double median() {
    return millis.isEmpty()
        ? Double.NaN
        : millis.stream().sorted().toList().get((millis.size() - 1) / 2);
  }

  static MeasuredStatement notRun(FoundStatement found, String because, List<String> nodes) {
    return new MeasuredStatement(
        found.id(),
        found.text(),
        found.calls(),
        Optional.of(because),
        nodes,
        List.of(),
        List.of(),
        false,
        List.of(),
        List.of());
  }
}
