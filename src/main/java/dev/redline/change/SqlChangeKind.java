package dev.redline.change;

import dev.redline.state.KeptChange;

/**
 * Objects that an earlier version has created: only the SQL that takes them back was kept. That
 * they are gone is seen by comparing the server's objects with those from before.
 */
public final class SqlChangeKind implements ChangeKind {

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new SqlWayBack(kept);
  }
}
