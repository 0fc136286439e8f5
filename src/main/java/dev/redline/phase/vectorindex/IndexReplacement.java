package dev.redline.phase.vectorindex;

import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.ServerWords;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.List;

/** Puts the new index in the place of the old one, and drops the old one. */
record IndexReplacement(IndexWork work) {

  /** The new index gets the name of the old one, if it is usable. */
  Finding swapped() throws SQLException {
    RelationName working = work.resolved().working();
    if (!work.isFinal()) {
      swap().dropOurs(working);
      work.context().say().accept("Building index %s…".formatted(working));
      new IndexBuild(work.context().connector(), work.planned().build())
          .run(work.resolved().index().createBeside(working.name()), working);
    }
    Finding usable = work.usable(working);
    if (usable.passed()) {
      swap().swap(work.resolved());
    }
    return usable;
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
    return new IndexSwap(work.context().connector(), work.planned().build());
  }
}
