package dev.redline.phase.isolation;

import dev.redline.change.PhaseContext;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.role.Grant;
import dev.redline.postgres.role.RoleAuthority;
import dev.redline.postgres.role.RolePasswords;
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
 * @param changes evaluation first
 */
record IsolationRoles(List<String> missing, List<RoleChange> changes, RolePasswords passwords) {

  /** Looks at the server and changes nothing. */
  static IsolationRoles read(Connection connection, PhaseContext context) throws SQLException {
    IsolationConfig config = context.plan().isolation();
    Connector connector = context.connector();
    RolePasswords passwords = passwords(context, ServerIdentity.read(connection));
    List<Grant> connect = List.of(Grant.connect(connection.getCatalog()));
    return new IsolationRoles(
        RoleAuthority.missing(connection),
        List.of(
            RoleChange.read(
                connection,
                connector,
                config.evaluation(),
                forEvaluation(connection, context),
                passwords),
            RoleChange.read(connection, connector, config.ltst(), connect, passwords)),
        passwords);
  }

  /** What is to be done, by role; empty if there is nothing. */
  List<String> differences() {
    return changes.stream().flatMap(change -> change.differences().stream()).toList();
  }

  /** Opens connections as one of them. */
  Connector as(IsolatedRole role) {
    return changes.stream()
        .filter(change -> change.role().equals(role))
        .findFirst()
        .orElseThrow()
        .asRole();
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
