package dev.redline.change;

import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Finding;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A change of a server that can be taken back. Its methods are called in the order in which they
 * stand; after any of them {@link #revert} may follow.
 */
public interface Change {

  /** What it changes, for a person. */
  String description();

  /** When it is in force after {@link #apply}. */
  TakesEffect takesEffect();

  /** Whether it may be applied to the server as it is. Touches nothing. */
  Finding mayApply(Connection connection) throws SQLException;

  /** Keeps on the server's host what {@link #revert} will need, and proves that it is kept. */
  Finding keepOriginal();

  /** Whether what {@link #keepOriginal} kept is still there. Touches nothing. */
  Finding originalKept();

  /** Changes what is stored; for a change that waits for a restart nothing is in force yet. */
  Finding apply();

  /**
   * Whether the server itself reads what {@link #apply} stored, and would take it. Touches nothing.
   */
  Finding accepted(Connection connection) throws SQLException;

  /**
   * Whether the server runs with it.
   *
   * @param after taken when it had to be in force
   */
  Finding inForce(SettingsSnapshot after);

  /** Puts back what was kept. Does nothing if nothing was applied; may be called twice. */
  void revert();

  /** Whether what is stored is as it was before {@link #apply}. Touches nothing. */
  Finding gone();
}
