package dev.redline.phase.isolation;

import dev.redline.change.ChangeKind;
import dev.redline.change.SqlWayBack;
import dev.redline.change.WayBack;
import dev.redline.postgres.role.RoleState;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A role that was created is dropped; one that was there has its settings and grants again. */
public final class RoleChangeKind implements ChangeKind {

  private static final String KIND = "role";

  static KeptChange keep(String role, boolean created, List<String> undo) {
    return new KeptChange(
        KIND, "role " + role, Map.of("role", role, "created", Boolean.toString(created)), undo);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new SqlWayBack(kept) {
      /** Of a role that stays, the objects of the server are compared with those from before. */
      @Override
      public List<Verdict> gone(Connection connection) throws SQLException {
        String role = String.valueOf(kept.values().get("role"));
        boolean created = Boolean.parseBoolean(kept.values().get("created"));
        return created && RoleState.read(connection, role).isPresent()
            ? List.of(Verdict.fail(kept.subject(), "there", "not there", byHand()))
            : created ? List.of(Verdict.pass(kept.subject(), "not there", "not there")) : List.of();
      }
    };
  }
}
