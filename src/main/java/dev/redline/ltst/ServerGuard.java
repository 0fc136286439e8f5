package dev.redline.ltst;

import dev.redline.plan.isolation.GuardLimits;
import dev.redline.postgres.Connector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets few operations run at once, over all processes and machines that work in the same database,
 * and no heavy one beside an evaluation: by advisory locks of the session that works, so that a
 * turn ends with whoever has it.
 */
public final class ServerGuard implements Guard {

  private final GuardLimits limits;
  private final Consumer<String> say;

  /**
   * @param say told what a heavy job waits for
   */
  public ServerGuard(GuardLimits limits, Consumer<String> say) {
    this.limits = limits;
    this.say = say;
  }

  @Override
  public <T> T during(Operation operation, Connection session, Work<T> work) throws SQLException {
    return operation.heavy()
        ? besideNoEvaluation(operation, session, () -> inTurn(operation, session, work))
        : inTurn(operation, session, work);
  }

  /** What waits for an evaluation takes no turn away from those who need not wait. */
  private <T> T besideNoEvaluation(Operation operation, Connection session, Work<T> work)
      throws SQLException {
    AdvisoryLock lock = AdvisoryLock.EVALUATION;
    if (!lock.tryShared(session)) {
      say.accept("%s waits for %s".formatted(operation, lock.holders(session)));
      if (!lock.shared(session, limits.heavyPatience())) {
        throw heldBack(operation, "an evaluation", limits.heavyPatience(), lock.holders(session));
      }
    }
    return andThen(work, () -> lock.releaseShared(session), session);
  }

  private <T> T inTurn(Operation operation, Connection session, Work<T> work) throws SQLException {
    Turn turn = new Turn(session, limits.operations());
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(limits.poll())
          .atMost(limits.slotPatience().plus(limits.poll()))
          .until(turn::taken);
    } catch (ConditionTimeoutException e) {
      throw heldBack(
          operation, limits.operations() + " others", limits.slotPatience(), turn.holders());
    }
    return andThen(work, turn::release, session);
  }

  private interface Release {
    void run() throws SQLException;
  }

  /** A session that is gone has let go of everything already. */
  private static <T> T andThen(Work<T> work, Release release, Connection session)
      throws SQLException {
    try {
      T result = work.run();
      release.run();
      return result;
    } catch (SQLException | RuntimeException e) {
      letGo(release, session, e);
      throw e;
    }
  }

  private static void letGo(Release release, Connection session, Exception cause) {
    try {
      if (Connector.answers(session)) {
        session.rollback();
        release.run();
      }
    } catch (SQLException | IllegalStateException e) {
      cause.addSuppressed(e);
    }
  }

  private static HeldBackException heldBack(
      Operation operation, String what, Duration patience, @Nullable Object holders) {
    return new HeldBackException(
        "%s waited %d ms for %s: %s. Nothing was done; try again later."
            .formatted(operation, patience.toMillis(), what, holders));
  }
}
