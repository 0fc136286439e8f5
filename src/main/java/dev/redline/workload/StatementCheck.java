package dev.redline.workload;

import dev.redline.plan.workload.StatementConfig;
import dev.redline.search.statements.MeasuredStatement;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds the statements of a server against themselves before a change. */
public final class StatementCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  private final StatementConfig config;
  private final double ignoredMillis;

  /**
   * @param ignored a statement that is slower by less than this is no finding, whatever the ratio
   */
  public StatementCheck(StatementConfig config, Duration ignored) {
    this.config = config;
    this.ignoredMillis = ignored.toNanos() / NANOS_PER_MILLI;
  }

  /** Plan and time of each statement that was run, and how many were not. */
  public List<Verdict> judge(List<MeasuredStatement> before, List<MeasuredStatement> after) {
    List<Verdict> verdicts = new ArrayList<>();
    for (MeasuredStatement now : after) {
      before.stream()
          .filter(earlier -> earlier.id() == now.id())
          .filter(earlier -> earlier.notRun().isEmpty())
          .findFirst()
          .ifPresent(earlier -> verdicts.addAll(judge(earlier, now)));
    }
    long notRun = before.stream().filter(statement -> statement.notRun().isPresent()).count();
    verdicts.add(
        Verdict.pass(
            "statements of this server",
            "%d run again, %d not run, each with its reason"
                .formatted(before.size() - notRun, notRun),
            "on record"));
    return verdicts;
  }

  private List<Verdict> judge(MeasuredStatement before, MeasuredStatement after) {
    return after
        .notRun()
        .map(
            because ->
                List.of(
                    Verdict.inconclusive(
                        "statement " + after.shown(),
                        "not run after the change: " + because,
                        "run, as before it",
                        "run it by hand, or leave it out: top: in gates/workload.yaml")))
        .orElseGet(() -> List.of(plan(before, after), nodes(before, after), time(before, after)));
  }

  private static Verdict plan(MeasuredStatement before, MeasuredStatement after) {
    String subject = "plan of statement " + after.shown();
    String required = "no index lost, no new sequential scan, nothing spilt to disk that was not";
    List<String> findings = new ArrayList<>();
    List<String> scans = new ArrayList<>(after.sequentialScans());
    scans.removeAll(before.sequentialScans());
    scans.forEach(table -> findings.add("new sequential scan of " + table));
    List<String> lost = new ArrayList<>(before.indexes());
    lost.removeAll(after.indexes());
    if (after.indexes().size() < before.indexes().size()) {
      lost.forEach(index -> findings.add("index " + index + " no longer used"));
    }
    if (after.spills() && !before.spills()) {
      findings.add("temporary files are written");
    }
    String observed =
        before.plan().equals(after.plan())
            ? "the same"
            : "before: %s; after: %s".formatted(before.nodes(), after.nodes());
    return findings.isEmpty()
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject,
            "%s; %s".formatted(String.join(", ", findings), observed),
            required,
            "run ANALYZE; compare work_mem and the planner's costs with those before");
  }

  /**
   * Another plan may be what better settings are for, or what they break: the time tells. That it
   * is another one is on record either way.
   */
  private Verdict nodes(MeasuredStatement before, MeasuredStatement after) {
    String subject = "nodes in the plan of statement " + after.shown();
    String required = "the same, or others in a time within the limit";
    if (before.plan().equals(after.plan())) {
      return Verdict.pass(subject, "the same", required);
    }
    String observed =
        String.format(
            Locale.ROOT,
            "%s; %.3f ms after %.3f ms",
            flip(before.nodes(), after.nodes()),
            after.median(),
            before.median());
    return inTime(before, after)
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject,
            observed,
            required,
            "run ANALYZE; compare work_mem, enable_ settings and the planner's costs with those before");
  }

  private static String flip(List<String> before, List<String> after) {
    List<String> gone = without(before, after);
    List<String> come = without(after, before);
    return gone.isEmpty() && come.isEmpty()
        ? "the same nodes in another order: %s before, %s after".formatted(before, after)
        : "%s before, %s after".formatted(gone, come);
  }

  private static List<String> without(List<String> nodes, List<String> others) {
    List<String> rest = new ArrayList<>(nodes);
    others.forEach(rest::remove);
    return rest;
  }

  private Verdict time(MeasuredStatement before, MeasuredStatement after) {
    double ratio = after.median() / before.median();
    String subject = "median time of statement " + after.shown();
    String observed =
        String.format(
            Locale.ROOT, "%.2f of %.3f ms: %.3f ms", ratio, before.median(), after.median());
    String required =
        String.format(
            Locale.ROOT,
            "at most %.2f, or slower by less than %.1f ms",
            config.slowdown().limit(),
            ignoredMillis);
    return inTime(before, after)
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, "compare its plans before and after");
  }

  private boolean inTime(MeasuredStatement before, MeasuredStatement after) {
    double ratio = after.median() / before.median();
    return after.median() - before.median() < ignoredMillis
        || (!Double.isNaN(ratio) && config.slowdown().allows(ratio));
  }
}
