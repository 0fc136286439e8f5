package dev.redline.postgres.role;

import dev.redline.dsn.Secret;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.postgres.Transaction;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a role what the plan says: creates it, or sets right what differs in one that is there.
 *
 * @param before the role as it stood before anything was done; null if there was none
 * @param ours whether the account may act for the role, or there was none
 * @param grants what it needs and lacks
 * @param notOurs why the account may not give it some of that, each with what to do
 * @param passwords where its password is kept
 */
public record RoleSetup(
    IsolatedRole role,
    @Nullable RoleState before,
    boolean ours,
    List<Grant> grants,
    List<String> notOurs,
    RolePasswords passwords) {

  public RoleSetup {
    grants = List.copyOf(grants);
    notOurs = List.copyOf(notOurs);
  }

  /**
   * Looks at the role; changes nothing.
   *
   * @param needs what the role has to be able to do
   */
  public static RoleSetup read(
      Connection connection, IsolatedRole role, List<Grant> needs, RolePasswords passwords)
      throws SQLException {
    Optional<RoleState> before = RoleState.read(connection, role.name());
    List<Grant> missing = new ArrayList<>();
    List<String> notOurs = new ArrayList<>();
    for (Grant need : needs) {
      if (before.isEmpty() || !need.heldBy(role.name(), connection)) {
        missing.add(need);
        need.missingToGive(connection).ifPresent(notOurs::add);
      }
    }
    boolean ours = before.isEmpty() || RoleAuthority.actsFor(connection, role.name());
    return new RoleSetup(role, before.orElse(null), ours, missing, notOurs, passwords);
  }

  /** Why the role cannot be made what the plan says, each with its owner and what to do. */
  public List<String> obstacles() {
    List<String> obstacles = new ArrayList<>(notOurs);
    if (before != null) {
      obstacles.addAll(RoleObstacles.of(role, before, passwords));
    }
    if (!ours) {
      obstacles.add(
          "the account that creates roles is no member of %s, and could neither see its sessions nor end them: GRANT %1$s TO that account"
              .formatted(SqlText.shownName(role.name())));
    }
    return obstacles;
  }

  /** What {@link #apply} does, for a person; empty if the role is as planned. */
  public List<String> differences() {
    List<String> differences = new ArrayList<>(RoleSql.changes(role, before));
    grants.forEach(grant -> differences.add(grant.grantTo(role.name())));
    return differences;
  }

  /**
   * The statements that take {@link #apply} back. Each may run twice, and before anything was
   * applied. A role that was not there is dropped; whatever it owns by then is kept and given to
   * who runs them.
   */
  public List<String> undo() {
    if (before == null) {
      return RoleSql.drop(role.name());
    }
    List<String> undo = new ArrayList<>(RoleSql.restore(role, before));
    grants.forEach(grant -> undo.add(grant.revokeFrom(role.name())));
    return undo;
  }

  /**
   * Applies all of it or nothing. The password of a new role is on disk first, and crosses the wire
   * only as the SCRAM verifier that the server stores.
   */
  public void apply(Connection connection) throws SQLException {
    Transaction.of(
        connection,
        statement -> {
          if (before == null) {
            Secret password = passwords.findOrCreate(role.name());
            for (String sql : RoleSql.create(role, password)) {
              statement.execute(sql);
            }
          }
          for (String sql : differences()) {
            statement.execute(sql);
          }
        });
  }
}
