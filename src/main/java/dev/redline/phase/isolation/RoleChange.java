package dev.redline.phase.isolation;

import dev.redline.change.Change;
import dev.redline.change.TakesEffect;
import dev.redline.dsn.Secret;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.role.Grant;
import dev.redline.postgres.role.RolePasswords;
import dev.redline.postgres.role.RoleSession;
import dev.redline.postgres.role.RoleSetup;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A role that becomes what the plan says: created, or set right where it differs.
 *
 * @param connector of the account that makes roles
 * @param needs what the role has to be able to do
 * @param setup what was found before anything was done
 */
record RoleChange(Connector connector, List<Grant> needs, RoleSetup setup) implements Change {

  /** Looks at the role; changes nothing. */
  static RoleChange read(
      Connection connection,
      Connector connector,
      IsolatedRole role,
      List<Grant> needs,
      RolePasswords passwords)
      throws SQLException {
    return new RoleChange(connector, needs, RoleSetup.read(connection, role, needs, passwords));
  }

  IsolatedRole role() {
    return setup.role();
  }

  /** What is to be done; empty if there is nothing. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    if (setup.before() == null) {
      differences.add("CREATE ROLE " + role().name());
    }
    differences.addAll(setup.differences());
    return differences;
  }

  @Override
  public String description() {
    return "role " + role().name();
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.IN_SESSION;
  }

  @Override
  public Set<String> alters() {
    return Set.of(description());
  }

  /** It is not somebody else's. */
  @Override
  public Finding mayApply(Connection connection) {
    return Finding.of(
        Verdict.none(
            "what stands in the way of " + description(),
            setup.obstacles(),
            "nothing",
            "do as it says"));
  }

  @Override
  public KeptChange kept() {
    return RoleChangeKind.keep(role().name(), setup.before() == null, setup.undo());
  }

  @Override
  public Finding apply() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      setup.apply(connection);
      return accepted(connection)
          .with(
              List.of(
                  Evidence.of(
                      "password of %s is kept in".formatted(description()),
                      setup.passwords().file().toString())));
    }
  }

  /** A session that took no part in the change sees the role as planned, too. */
  @Override
  public Finding accepted(Connection connection) throws SQLException {
    return Finding.of(
        Verdict.none(
            "what still differs from the plan of " + description(),
            read(connection, connector, role(), needs, setup.passwords()).differences(),
            "nothing",
            "find out who changes roles"));
  }

  /** A session of the role has the limits of the plan, from the role. */
  @Override
  public Finding inForce(SettingsSnapshot after) throws SQLException {
    RoleSession session = session();
    return Finding.of(
        IsolationCheck.limits(role(), session), Evidence.of("session of the role", session));
  }

  /** A session of the role is the role's. */
  Verdict account() throws SQLException {
    return IsolationCheck.account(role().name(), session());
  }

  private RoleSession session() throws SQLException {
    try (Connection session = asRole().open(ApplicationName.CONTROL)) {
      return RoleSession.read(session);
    }
  }

  /** Opens connections as the role. */
  Connector asRole() {
    Secret password =
        setup
            .passwords()
            .find(role().name())
            .orElseThrow(
                () -> new IllegalStateException("No password is kept for " + role().name()));
    return connector.as(role().name(), password);
  }
}
