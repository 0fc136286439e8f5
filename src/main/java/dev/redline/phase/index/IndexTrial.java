package dev.redline.phase.index;

import dev.redline.change.ObjectChange;
import dev.redline.change.ObjectType;
import dev.redline.change.PhaseChange;
import dev.redline.phase.index.IndexProposal.Conclusion;
import dev.redline.plan.IndexConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.ServerWords;
import dev.redline.quoting.SqlText;
import dev.redline.search.Supervision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a candidate on the real table, runs the statement that took most time before and after,
 * and drops it again unless a person has accepted it.
 *
 * <p>It is built CONCURRENTLY, on a throwaway server, too: that keeps nobody from writing, and an
 * index that is built in a transaction to be rolled back is no substitute, because the planner
 * passes over it wherever rows have been updated in place (pg_index.indcheckxmin). A crash before
 * it is dropped is mended by the way back of the phase, which is on disk before it is built. It is
 * none of the changes that the phase lists: those are known before anybody is asked, and what to
 * try is known only from statements that were counted once they are in force.
 *
 * <p>Where somebody holds the table, or the build takes too long, it gives up and says so: a
 * statement that waits for a lock makes those wait that come after it.
 */
final class IndexTrial {

  private final Connector connector;
  private final PhaseChange change;
  private final IndexConfig config;
  private final Set<String> accepted;
  private final TrialLimits limits;
  private final Supervision load;

  /**
   * @param accepted names of indexes that are to stay
   * @param load what statements may add to that of the server
   */
  IndexTrial(
      Connector connector,
      PhaseChange change,
      IndexConfig config,
      Set<String> accepted,
      Supervision load) {
    this.connector = connector;
    this.change = change;
    this.config = config;
    this.accepted = accepted;
    this.limits = TrialLimits.of(config);
    this.load = load;
  }

  IndexProposal run(Candidate candidate) throws SQLException {
    try (Connection control = connector.open(ApplicationName.CONTROL);
        Connection reader = connector.open(ApplicationName.CONTROL)) {
      limits.limit(control);
      limits.limit(reader);
      Optional<String> holder = limits.holder(control, candidate);
      if (holder.isPresent()) {
        return untried(
            candidate, "%s is held by %s".formatted(candidate.qualifiedTable(), holder.get()));
      }
      StatementTrial trial = new StatementTrial(reader, load);
      List<List<String>> values;
      ExplainedRuns before;
      try {
        values = trial.prepare(candidate, candidate.statements().get(0), config.values());
        if (values.isEmpty()) {
          return untried(candidate, "no values for its parameters could be taken from the table");
        }
        before = trial.run(values);
      } catch (SQLException e) {
        return untried(
            candidate,
            TrialLimits.reached(e)
                ? gaveUp(candidate, e)
                : "it does not run by itself: " + ServerWords.of(e));
      }
      return built(candidate, control, trial, values, before);
    }
  }

  private IndexProposal built(
      Candidate candidate,
      Connection control,
      StatementTrial trial,
      List<List<String>> values,
      ExplainedRuns before)
      throws SQLException {
    ObjectChange index = index(candidate);
    change.begin(index.kept());
    boolean stays = false;
    try {
      WriteCost write = WriteCost.measure(control, candidate, config.writtenRows());
      index.applyIn(control);
      ExplainedRuns after = trial.run(values);
      IndexProposal proposal =
          judged(candidate, values, before, after, bytes(control, candidate), write);
      stays = proposal.is(Conclusion.ACCEPTED);
      return proposal;
    } catch (SQLException e) {
      if (TrialLimits.reached(e)) {
        return untried(candidate, gaveUp(candidate, e));
      }
      throw e;
    } finally {
      if (!stays) {
        dropAgain(control, candidate);
      }
      change.applied();
    }
  }

  private ObjectChange index(Candidate candidate) {
    return new ObjectChange(
        connector,
        ObjectType.INDEX,
        candidate.qualifiedName(),
        "CREATE INDEX CONCURRENTLY %s ON %s"
            .formatted(
                SqlText.name(candidate.name()), candidate.definition(candidate.qualifiedTable())));
  }

  private IndexProposal judged(
      Candidate candidate,
      List<List<String>> values,
      ExplainedRuns before,
      ExplainedRuns after,
      long bytes,
      WriteCost write) {
    boolean used = after.indexes().contains(candidate.name());
    double gain = 1 - after.millis() / before.millis();
    boolean helps = used && config.gain().allows(gain);
    Conclusion conclusion =
        !helps
            ? Conclusion.NOT_WORTH_IT
            : accepted.contains(candidate.name()) ? Conclusion.ACCEPTED : Conclusion.RECOMMENDED;
    return new IndexProposal(
        candidate.name(),
        candidate.definition(candidate.qualifiedTable()),
        candidate.statements(),
        values,
        before,
        after,
        bytes,
        write,
        conclusion,
        reason(used, gain, before, after, bytes, write));
  }

  private static String reason(
      boolean used,
      double gain,
      ExplainedRuns before,
      ExplainedRuns after,
      long bytes,
      WriteCost write) {
    if (!used) {
      return "the planner does not use it (a document is found by @>, not by ->>)";
    }
    return String.format(
        Locale.ROOT,
        "saves %.0f %% of the time (%.2f ms -> %.2f ms, %d -> %d pages), takes %d kB, makes INSERT"
            + " of %d rows %+.0f %% slower",
        100 * gain,
        before.millis(),
        after.millis(),
        before.pages(),
        after.pages(),
        bytes / 1024,
        write.rows(),
        100 * write.share());
  }

  private String gaveUp(Candidate candidate, SQLException timeout) {
    return "gave up on %s (%s): %s"
        .formatted(candidate.qualifiedTable(), limits, ServerWords.of(timeout));
  }

  /** What cannot be dropped now is left to the undo of the phase, which waits longer. */
  private static void dropAgain(Connection control, Candidate candidate) throws SQLException {
    try (Statement statement = control.createStatement()) {
      statement.execute(drop(candidate));
    } catch (SQLException e) {
      throw new SQLException(
          "The index that was tried is still there, because %s. To drop it by hand: %s"
              .formatted(ServerWords.of(e), drop(candidate)),
          e.getSQLState(),
          e);
    }
  }

  private static IndexProposal untried(Candidate candidate, String reason) {
    return IndexProposal.untried(candidate, Conclusion.NOT_TRIED, reason);
  }

  private static String drop(Candidate candidate) {
    return ObjectType.INDEX.drop(candidate.qualifiedName());
  }

  private static long bytes(Connection connection, Candidate candidate) throws SQLException {
    try (PreparedStatement size =
        connection.prepareStatement("SELECT pg_catalog.pg_relation_size(?::regclass)")) {
      size.setString(1, candidate.qualifiedName());
      try (ResultSet row = size.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
