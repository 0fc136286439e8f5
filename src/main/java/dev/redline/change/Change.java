package dev.redline.change;

import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * A change of a server that can be taken back, unless it {@link TakesEffect#FOR_GOOD}. Its methods
 * are called in the order in which they stand. After any of them the way back may follow: {@link
 * ChangeKind#wayBack} of what {@link #kept} has put into the state, in this run or in a later one.
 */
public interface Change {

  /** What a decision about just this change is called. */
  default String id() {
    return kept().kind();
  }

  /** What it changes, for a person. */
  String description();

  /** When it is in force after {@link #apply}. */
  TakesEffect takesEffect();

  /**
   * The objects that differ once it is in force, by their names in {@link
   * dev.redline.postgres.ServerObjects}; a role with its settings. By itself: none.
   */
  default Set<String> alters() {
    return Set.of();
  }

  /** Whether it may be applied to the server as it is. Touches nothing. */
  Finding mayApply(Connection connection) throws SQLException;

  /** What the state holds before anything is touched: enough to take the change back. */
  KeptChange kept();

  /**
   * Keeps on the server's host what the way back will need, and proves that it is kept. By itself
   * all that it needs is in the state.
   */
  default Finding keepOriginal() {
    return originalKept();
  }

  /** Whether what {@link #keepOriginal} kept is still there. Touches nothing. */
  default Finding originalKept() {
    return Finding.of(
        Verdict.pass("way back of " + description(), "in the state", "in the state"),
        Evidence.of("statements that take it back", kept().statements()));
  }

  /** Changes what is stored; for a change that waits for a restart nothing is in force yet. */
  Finding apply() throws SQLException;

  /**
   * Whether the server itself reads what {@link #apply} stored, and would take it. Touches nothing.
   */
  Finding accepted(Connection connection) throws SQLException;

  /**
   * Whether the server runs with it.
   *
   * @param after taken when it had to be in force
   */
  Finding inForce(SettingsSnapshot after) throws SQLException;
}
