package dev.redline.phase.observability;

import dev.redline.plan.value.Threshold;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Locale;

/** Holds what pg_stat_statements sees against its floor. */
final class CoverageCheck {

  private final Threshold<Double> floor;

  CoverageCheck(Threshold<Double> floor) {
    this.floor = floor;
  }

  /** Of searches, then of pages; no verdict where the server counted less than was done. */
  List<Verdict> judge(Coverage coverage) {
    return List.of(searches(coverage), pages(coverage));
  }

  private Verdict searches(Coverage coverage) {
    String subject = "searches that pg_stat_statements counted, of those that the index counted";
    if (coverage.indexScans() < coverage.searches()) {
      return Verdict.inconclusive(
              subject,
              "the index counted %d of %d".formatted(coverage.indexScans(), coverage.searches()),
              required(),
              "check that track_counts is on and that searches use the index")
          .because(floor.because());
    }
    return judged(
        subject,
        coverage,
        coverage.ofSearches(),
        coverage.activity().calls(),
        coverage.indexScans());
  }

  private Verdict pages(Coverage coverage) {
    String subject = "pages that statements touched by pg_stat_statements, of all by the server";
    if (coverage.activity().databasePages() < coverage.searches()) {
      return Verdict.inconclusive(
              subject,
              "%d pages for %d searches"
                  .formatted(coverage.activity().databasePages(), coverage.searches()),
              required(),
              "check that track_counts is on")
          .because(floor.because());
    }
    return judged(
        subject,
        coverage,
        coverage.ofPages(),
        coverage.activity().statementPages(),
        coverage.activity().databasePages());
  }

  private Verdict judged(String subject, Coverage coverage, double share, long seen, long all) {
    long forgotten = coverage.activity().forgotten();
    String observed =
        String.format(
            Locale.ROOT,
            "%.1f %% (%d of %d), entries forgotten %d times",
            100 * share,
            seen,
            all,
            forgotten);
    String next =
        forgotten > 0
            ? "raise pg_stat_statements.max in gates/stages/observability.yaml"
            : "look for a role or database that sets pg_stat_statements.track, and for heavy"
                + " maintenance at the same time";
    return (floor.allows(share)
            ? Verdict.pass(subject, observed, required())
            : Verdict.fail(subject, observed, required(), next))
        .because(floor.because());
  }

  private String required() {
    return String.format(Locale.ROOT, "at least %.1f %%", 100 * floor.limit());
  }
}
