package dev.redline.change;

/** When a change that was applied is in force. Ordered: a later one includes the earlier. */
public enum TakesEffect {
  /** At once, or in each session that begins afterwards. */
  IN_SESSION,
  /** When the server reads its configuration again. */
  ON_RELOAD,
  /** When the server starts the next time. */
  ON_RESTART,
  /** At once, and it cannot be undone. */
  FOR_GOOD
}
