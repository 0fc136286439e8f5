package dev.redline.change;

import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Objects that a phase has created: each is dropped, and the catalog does not have it any more. */
public final class ObjectChangeKind implements ChangeKind {

  @Override
  public String name() {
    return ObjectChange.KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    ObjectType type = ObjectType.valueOf(String.valueOf(kept.values().get("type")));
    String name = String.valueOf(kept.values().get("name"));
    return new SqlWayBack(kept) {
      @Override
      public List<Verdict> gone(Connection connection) throws SQLException {
        return List.of(
            type.isThere(name, connection)
                ? Verdict.fail(kept.subject(), "there", "not there", byHand())
                : Verdict.pass(kept.subject(), "not there", "not there"));
      }
    };
  }
}
