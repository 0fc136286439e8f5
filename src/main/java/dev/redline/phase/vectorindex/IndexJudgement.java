package dev.redline.phase.vectorindex;

import dev.redline.change.TwinOffer;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Both indexes, compared in pairs: on copies of the server before it is touched, or on the server
 * once the new one is built.
 */
public final class IndexJudgement {

  private static final String ON_SERVER = "searches on the server";

  private final IndexWork work;
  private final MeasuredIndexes onCopies;
  private final MeasuredIndexes onServer;
  private boolean resumed;

  /** Measures nothing yet. */
  public IndexJudgement(IndexChangePhase phase) {
    this.work = phase.work();
    this.onCopies = new MeasuredIndexes(work);
    this.onServer = new MeasuredIndexes(work);
  }

  /** Compares on copies of the server before it is touched, or says why not. */
  public Finding rehearse() throws SQLException {
    resumed = work.change().progress().hasPendingChange();
    Optional<String> against = againstCopies();
    if (against.isPresent()) {
      work.context().say().accept("No copies of the server: " + against.get());
      return onCopies.notHere("copies of the server", against.get());
    }
    IndexMeasurements measured = comparison().onTwins();
    work.comparedOnCopies();
    return onCopies.take(
        measured, "searches on copies of the server, one with the new index alone");
  }

  private Optional<String> againstCopies() throws SQLException {
    if (work.leftAlone().isPresent()) {
      return work.leftAlone();
    }
    return resumed
        ? Optional.of("the new index is built already")
        : TwinOffer.reasonAgainst(
                work.context(), work.change().before().settings().setting("shared_buffers").bytes())
            .map("compared on the server"::concat);
  }

  /** Recall, rows and plans on the copies. */
  public Finding rehearsedSearches() {
    return onCopies.searches();
  }

  /** Times on the copies. */
  public Finding rehearsedSlowdown() {
    return onCopies.slowdown();
  }

  /** Size and writes on the copies. */
  public Finding rehearsedCosts() {
    return onCopies.costs();
  }

  /** Compares on the server, where no copies were. */
  public Finding compare() throws Exception {
    Optional<String> against = againstServer();
    if (against.isPresent()) {
      return onServer.notHere(ON_SERVER, against.get());
    }
    if (work.resolved().sameForm() && work.resolved().alias().isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              ON_SERVER,
              "both indexes serve the same search: nobody can tell which one it takes",
              "one index a search",
              "say rehearse: twin in gates/target.yaml"));
    }
    return work.change()
        .measured(
            () ->
                onServer.take(
                    comparison().onServer(work.built()),
                    "searches on the server, each through one index"));
  }

  private Optional<String> againstServer() throws SQLException {
    if (work.isComparedOnCopies() || work.leftAlone().isPresent()) {
      return Optional.of(work.leftAlone().orElse("judged on copies"));
    }
    return resumed && work.resolved().sameForm() && work.isFinal()
        ? Optional.of("judged on copies by the run that built the index")
        : Optional.empty();
  }

  /** Recall, rows and plans on the server. */
  public Finding comparedSearches() throws Exception {
    return work.change().measured(onServer::searches);
  }

  /** Times on the server. */
  public Finding comparedSlowdown() throws Exception {
    return work.change().measured(onServer::slowdown);
  }

  /** Size and writes on the server. */
  public Finding comparedCosts() throws Exception {
    return work.change().measured(onServer::costs);
  }

  private IndexComparison comparison() {
    return new IndexComparison(work.context(), work.planned(), work.resolved());
  }
}
