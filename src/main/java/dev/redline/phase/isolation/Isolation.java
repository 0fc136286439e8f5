package dev.redline.phase.isolation;

import dev.redline.approval.Decision;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.ltst.LtstSchema;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.role.LimitProbe;
import dev.redline.postgres.role.RoleAuthority;
import dev.redline.postgres.role.RoleSession;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A role for each workload, on its way to a server. The methods are the steps, in their order; each
 * may be called once, after the one before it has passed.
 */
public final class Isolation implements ChangingPhase {

  private final PhaseContext context;
  private final PhaseChange change;
  private final IsolationConfig rules;
  private final LtstSchema schema;
  private @Nullable IsolationRoles roles;

  /** Nothing is touched yet. */
  public Isolation(PhaseContext context, PhaseChange change) {
    this.context = context;
    this.change = change;
    this.rules = context.plan().isolation();
    this.schema =
        new LtstSchema(rules.load().schema(), context.fixtures().resolve("schema/ltst.sql"));
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  /** What would be done, and that there is something to measure it with. */
  @Override
  public Finding dryRun() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      roles = IsolationRoles.read(connection, context);
      context.say().accept(description());
      return Finding.of(
          List.of(measurable()), change.kept("dry run", "dry_run", roles().differences()));
    }
  }

  /** Neither the roles nor the schema of the load are somebody else's. */
  @Override
  public Finding ownership() throws SQLException {
    List<String> obstacles = new ArrayList<>(roles().obstacles());
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      if (schema.exists(connection)) {
        obstacles.add(
            "schema %s is there and not the load's: name another one in gates/isolation.yaml"
                .formatted(schema.name()));
      }
    }
    return Finding.of(
        Verdict.none(
            "what stands in the way of a role for each workload",
            obstacles,
            "nothing",
            "do as it says"));
  }

  /** A person has approved the roles and the load. */
  @Override
  public Finding approval() {
    List<String> content =
        List.of(rules.evaluation().toString(), rules.ltst().toString(), rules.load().toString());
    List<Decision> decisions = new ArrayList<>();
    if (!roles().differences().isEmpty()) {
      decisions.add(Decision.about("roles", String.join("; ", roles().differences())));
    }
    decisions.add(
        Decision.about(
            "load",
            "LTST load of %d workers runs in schema %s, %d s at a time at most"
                .formatted(
                    rules.load().workers() + rules.load().heavyWorkers(),
                    schema.name(),
                    rules.load().longest().toSeconds())));
    return change.approval(content, decisions);
  }

  /** How roles, limits and the load's schema are taken back is on disk. */
  @Override
  public Finding keep() {
    List<String> undo = new ArrayList<>(List.of(schema.drop()));
    undo.addAll(roles().undo());
    change.beginCreating(undo);
    return Finding.of(
        Verdict.none(
            "statements that take it back and are not kept",
            undo.stream().filter(each -> !change.keeps(each)).toList(),
            "none of " + undo.size(),
            "report this as a defect: nothing has been touched"),
        Evidence.of("statements that take it back", undo));
  }

  /** Creates the roles, and gives them limits and grants. */
  @Override
  public Finding apply() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      roles().apply(connection);
      return Finding.of(
          left(connection),
          Evidence.of("passwords of the roles are kept in", roles().passwords().file().toString()));
    }
  }

  /** A session that took no part in the change sees the roles as planned, too. */
  @Override
  public Finding validate() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return Finding.of(left(connection));
    }
  }

  private Verdict left(Connection connection) throws SQLException {
    return Verdict.none(
        "what still differs from the plan",
        IsolationRoles.read(connection, context).differences(),
        "nothing",
        "find out who changes roles");
  }

  /** Limits of a role hold in sessions that begin after the change: each role opens one. */
  @Override
  public Finding takeEffect() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    for (Map.Entry<IsolatedRole, RoleSession> each : sessions().entrySet()) {
      verdicts.add(IsolationCheck.account(each.getKey().name(), each.getValue()));
    }
    return Finding.of(verdicts);
  }

  private Map<IsolatedRole, RoleSession> sessions() throws SQLException {
    Map<IsolatedRole, RoleSession> sessions = new LinkedHashMap<>();
    for (IsolatedRole role : rules.roles()) {
      try (Connection session = as(role).open(ApplicationName.CONTROL)) {
        sessions.put(role, RoleSession.read(session));
      }
    }
    return sessions;
  }

  /** Sessions of each role have the limits of the plan, from the role. */
  @Override
  public Finding inForce() throws SQLException {
    Map<IsolatedRole, RoleSession> sessions = sessions();
    List<Verdict> verdicts = new ArrayList<>();
    sessions.forEach((role, session) -> verdicts.addAll(IsolationCheck.limits(role, session)));
    change.applied();
    return Finding.of(
        verdicts, Evidence.of("sessions of the roles", List.copyOf(sessions.values())));
  }

  /** No setting has changed, and no object but the roles. */
  @Override
  public Finding nothingElseChanged() throws SQLException {
    return change.nothingElse(rules.roleNames());
  }

  /** Limits end what exceeds them: shown on a twin of each role. */
  public Finding limitsBite() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    List<LimitProbe> probes = new ArrayList<>();
    for (IsolatedRole role : rules.roles()) {
      LimitProbe probe = LimitProbe.run(context.connector(), role);
      probes.add(probe);
      verdicts.addAll(IsolationCheck.limits(probe));
    }
    return Finding.of(verdicts, Evidence.of("limits that were reached", probes));
  }

  /** Live sessions tell evaluation from LTST by their application_name. */
  public Finding toldApart() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Connection evaluation = as(rules.evaluation()).open(ApplicationName.EVALUATION);
        Connection ltst = as(rules.ltst()).open(ApplicationName.LTST)) {
      List<String> names = rules.roles().stream().map(IsolatedRole::name).toList();
      Map<String, List<String>> seen = RoleAuthority.applications(connection, names);
      return Finding.of(
          IsolationCheck.applications(rules, seen), Evidence.of("live sessions", seen));
    }
  }

  /** The server stores SCRAM verifiers, and each role has a password of its own. */
  public Finding credentials() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      for (IsolatedRole role : rules.roles()) {
        verdicts.add(IsolationCheck.storage(role, RoleAuthority.storage(connection, role.name())));
      }
    }
    boolean shared =
        roles()
            .passwords()
            .find(rules.ltst().name())
            .equals(roles().passwords().find(rules.evaluation().name()));
    verdicts.add(
        shared
            ? Verdict.fail("passwords", "shared", "one a role", "ALTER ROLE … PASSWORD")
            : Verdict.pass("passwords", "one a role, mode 0600", "one a role"));
    return Finding.of(verdicts);
  }

  /** Opens connections as a role. */
  Connector as(IsolatedRole role) {
    return roles().as(role, context.connector());
  }

  LtstSchema schema() {
    return schema;
  }

  private Verdict measurable() {
    return context.workload().isPresent()
        ? Verdict.pass("workload to measure with", "there", "there")
        : Verdict.inconclusive(
            "workload to measure with",
            "none: there is no gates/workload.yaml",
            "there",
            "have it proposed: mvn verify -Dgroups=discovery -Daccept=workload");
  }

  private String description() {
    List<String> differences = roles().differences();
    return "Isolation would do:\n  "
        + (differences.isEmpty()
            ? "nothing: both roles are as planned"
            : String.join("\n  ", differences))
        + "\n  and run LTST load in schema %s, which is dropped again".formatted(schema.name());
  }

  private IsolationRoles roles() {
    return Objects.requireNonNull(roles, "Step dryRun has to run first.");
  }
}
