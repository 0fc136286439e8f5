package dev.redline.change;

import dev.redline.postgres.ServerFiles;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How one kept change is taken back. Each method may be called again after any interruption, and
 * where nothing was applied.
 */
public interface WayBack {

  /**
   * Puts back what the server reads when it starts. Called before the server is started, whether it
   * runs or not.
   *
   * @throws dev.redline.postgres.ServerControlException if what was kept is not there any more
   */
  default void restoreFiles(ServerFiles files) {}

  /**
   * Takes back, where the server takes no connection, what it would otherwise take back itself.
   *
   * @throws dev.redline.postgres.ServerControlException if that is out of reach
   */
  default void restoreStopped(ServerFiles files) {}

  /** Whether {@link #unset} has something to do. */
  default boolean isUnset() {
    return false;
  }

  /**
   * Has a running server, or who writes its files for us, write back what the server reads when it
   * starts or reloads. Called before the restart.
   */
  default void unset(Connection connection) throws SQLException {}

  /** Takes back what only a running server can take back; called after the restart. */
  default void revert(Connection connection) throws SQLException {}

  /**
   * Takes back what a fleet would start its members with. Called before the server is started and
   * before {@link #restoreFleet}, whether the files could be put back or not.
   *
   * @param context of a member, which may be down
   * @throws dev.redline.postgres.ServerControlException if nobody of the fleet answers
   */
  default void restoreConfiguration(PhaseContext context) {}

  /**
   * Takes back what was changed on other members of the server's fleet; called once the files of
   * this one are put back.
   *
   * @param context of a member that answers
   * @throws dev.redline.postgres.ServerControlException if a member cannot be put back now
   */
  default void restoreFleet(PhaseContext context) {}

  /** Whether other members of the fleet say that nothing of it is left. Touches nothing. */
  default List<Verdict> goneFromFleet(PhaseContext context) throws SQLException {
    return List.of();
  }

  /** Whether nothing of the change is left in the files that it touched. Touches nothing. */
  default List<Verdict> gone(ServerFiles files) {
    return List.of();
  }

  /** Whether the server itself says that nothing of it is left. Touches nothing. */
  default List<Verdict> gone(Connection connection) throws SQLException {
    return List.of();
  }

  /** The statements that {@link #revert} runs, for a person with psql; empty if there are none. */
  default List<String> statements() {
    return List.of();
  }

  /**
   * One line for a shell that does it without the harness, {@link #statements} aside; empty if
   * there is none.
   */
  default Optional<String> line(ManualCommands by, String database) {
    return Optional.empty();
  }

  /** What a person does by hand where {@link #revert} fails; empty if there is nothing. */
  default String byHand() {
    return String.join("; ", statements());
  }
}
