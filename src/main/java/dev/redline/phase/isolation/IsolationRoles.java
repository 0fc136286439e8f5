package dev.redline.phase.isolation;

import dev.redline.change.PhaseContext;
import dev.redline.dsn.Secret;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.role.Grant;
import dev.redline.postgres.role.LimitProbe;
import dev.redline.postgres.role.RoleAuthority;
import dev.redline.postgres.role.RolePasswords;
import dev.redline.postgres.role.RoleSetup;
import dev.redline.workload.Workload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The roles of both workloads on one server, as they are to be.
 *
 * @param missing what the account lacks to make them
 * @param setups evaluation first
 */
record IsolationRoles(List<String> missing, List<RoleSetup> setups, RolePasswords passwords) {

  /** Looks at the server and changes nothing. */
  static IsolationRoles read(Connection connection, PhaseContext context) throws SQLException {
    IsolationConfig rules = context.plan().isolation();
    RolePasswords passwords = passwords(context, ServerIdentity.read(connection));
    return new IsolationRoles(
        RoleAuthority.missing(connection),
        List.of(
            RoleSetup.read(
                connection, rules.evaluation(), forEvaluation(connection, context), passwords),
            RoleSetup.read(
                connection,
                rules.ltst(),
                List.of(Grant.connect(connection.getCatalog())),
                passwords)),
        passwords);
  }

  /** Why they cannot be made, each with its owner and what to do. */
  List<String> obstacles() {
    List<String> obstacles = new ArrayList<>(missing);
    setups.forEach(setup -> obstacles.addAll(setup.obstacles()));
    return obstacles;
  }

  /** What is to be done, by role; empty if there is nothing. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (RoleSetup setup : setups) {
      if (setup.before() == null) {
        differences.add("CREATE ROLE " + setup.role().name());
      }
      differences.addAll(setup.differences());
    }
    return differences;
  }

  /** What takes them back, and the twins on which limits are tried. */
  List<String> undo() {
    List<String> undo = new ArrayList<>();
    for (RoleSetup setup : setups) {
      undo.addAll(LimitProbe.undo(setup.role()));
      undo.addAll(setup.undo());
    }
    return undo;
  }

  void apply(Connection connection) throws SQLException {
    for (RoleSetup setup : setups) {
      setup.apply(connection);
    }
  }

  /** Opens connections as one of them. */
  Connector as(IsolatedRole role, Connector connector) {
    Secret password =
        passwords
            .find(role.name())
            .orElseThrow(() -> new IllegalStateException("No password is kept for " + role.name()));
    return connector.as(role.name(), password);
  }

  private static List<Grant> forEvaluation(Connection connection, PhaseContext context)
      throws SQLException {
    List<Grant> grants = new ArrayList<>();
    grants.add(Grant.connect(connection.getCatalog()));
    for (RelationName table : context.workload().map(Workload::relations).orElse(List.of())) {
      grants.add(Grant.usage(table.schema()));
      grants.add(Grant.read(table.schema(), table.name()));
    }
    return grants.stream().distinct().toList();
  }

  /** Those of a throwaway server go with it; those of yours stay with your configuration. */
  private static RolePasswords passwords(PhaseContext context, ServerIdentity server) {
    Path folder =
        context.target().throwaway() ? context.folders().home() : context.folders().configuration();
    return new RolePasswords(
        folder.resolve("roles-%s.pgpass".formatted(server.systemIdentifier())));
  }
}
