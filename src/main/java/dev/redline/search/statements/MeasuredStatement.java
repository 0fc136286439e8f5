package dev.redline.search.statements;

import dev.redline.vector.PlanNode;
import java.util.List;
import java.util.Optional;

/**
 * One of the most expensive statements of a server, as it runs now.
 *
 * @param id by which pg_stat_statements knows it
 * @param text with {@code $1} for what it leaves out
 * @param calls since the statistics were reset
 * @param notRun why it was not run again; empty if it was
 * @param plan of the last run; empty if not even that could be asked for without running anything
 * @param indexes that the plan goes through
 * @param sequentialScans the tables that it reads whole
 * @param spills whether any node wrote temporary files
 * @param millis execution time of each run
 * @param parameters of each run, so that it can be run again with the same
 */
public record MeasuredStatement(
    long id,
    String text,
    long calls,
    Optional<String> notRun,
    Optional<PlanNode> plan,
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

  /** The nodes of the plan from the top down, such as {@code Index Scan articles_lang}. */
  public List<String> nodes() {
    return plan.stream().flatMap(PlanNode::names).toList();
  }

  /** Its id, by which the server has its text, and how long that is. */
  public String shown() {
    return "%d (queryid of pg_stat_statements, %d characters)".formatted(id, text.length());
  }

  static MeasuredStatement notRun(FoundStatement found, String because, Optional<PlanNode> plan) {
    return new MeasuredStatement(
        found.id(),
        found.text(),
        found.calls(),
        Optional.of(because),
        plan,
        List.of(),
        List.of(),
        false,
        List.of(),
        List.of());
  }
}
