package dev.redline.phase.vectorindex;

import dev.redline.approval.Decision;
import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.ServerWords;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.List;

/** Puts the new index in the place of the old one, and drops the old one. */
record IndexReplacement(String phase, IndexWork work) {

  /** The new index gets the name of the old one, by a person's decision where it takes one. */
  Finding commit() throws SQLException {
    Verdict decision = decided();
    if (!decision.passed()) {
      return Finding.of(decision);
    }
    RelationName working = work.resolved().working();
    if (!work.isFinal()) {
      swap().dropOurs(working);
      work.context().say().accept("Building index %s…".formatted(working));
      new IndexBuild(work.context().connector(), work.rules().build())
          .run(work.resolved().index().createBeside(working.name()), working);
    }
    Finding finding = work.usable(working);
    if (!finding.passed()) {
      return finding;
    }
    swap().swap(work.resolved());
    return finding.and(work.change().commit());
  }

  private Verdict decided() {
    return work.context().target().throwaway()
        ? Verdict.pass("decision about commit", "none is needed", "one, on a server of somebody's")
        : work.change()
            .decisions()
            .judge(
                phase,
                Decision.about(
                    Decision.COMMIT,
                    "%s is replaced and dropped; until then nothing is lost"
                        .formatted(work.resolved().replaced().name())),
                work.change().hash());
  }

  /** A run that ended between its commit and the drop has left the old index. */
  Verdict earlierOnesDropped() throws SQLException {
    List<RelationName> dropped = swap().dropReplaced();
    return Verdict.pass(
        "indexes that committed changes have replaced",
        dropped.isEmpty() ? "none left" : "dropped now: " + dropped,
        "dropped");
  }

  /** The old index is dropped. */
  Verdict dropped() {
    String subject = "old index";
    try {
      return Verdict.pass(subject, "dropped: " + swap().dropReplaced(), "dropped");
    } catch (SQLException e) {
      return Verdict.fail(
          subject,
          "still there: " + ServerWords.of(e),
          "dropped",
          "run -Dgroups=index again, or " + IndexSwap.drop(work.resolved().parked()));
    }
  }

  private IndexSwap swap() {
    return new IndexSwap(work.context().connector(), work.rules().build());
  }
}
