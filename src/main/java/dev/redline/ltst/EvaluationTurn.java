package dev.redline.ltst;

import dev.redline.plan.isolation.GuardLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.SQLException;

/** The time of an evaluation, during which no heavy LTST job and no other evaluation runs. */
public final class EvaluationTurn implements AutoCloseable {

  private final Connection session;

  private EvaluationTurn(Connection session) {
    this.session = session;
  }

  /**
   * Waits for heavy jobs under way to end; those that come later wait for this.
   *
   * @throws HeldBackException if they have not ended in time; names them
   */
  public static EvaluationTurn begin(Connector connector, GuardLimits limits) throws SQLException {
    Connection session = connector.open(ApplicationName.EVALUATION);
    try {
      session.setAutoCommit(false);
      DeadPeers.noticeAfter(limits.deadPeer(), session);
      if (!AdvisoryLock.EVALUATION.exclusive(session, limits.evaluationPatience())) {
        throw new HeldBackException(
            "The evaluation waited %d ms for %s"
                .formatted(
                    limits.evaluationPatience().toMillis(),
                    AdvisoryLock.EVALUATION.holders(session)));
      }
      return new EvaluationTurn(session);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
