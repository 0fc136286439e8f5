package dev.redline.phase.isolation;

import dev.redline.approval.Decision;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.ltst.LtstSchema;
import dev.redline.plan.IsolatedRole;
import dev.redline.plan.IsolationConfig;
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
public final class Isolation {

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

  /** What would be done; nobody else stands in the way. */
  public Finding dryRun() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      IsolationRoles found = IsolationRoles.read(connection, context);
      roles = found;
      List<String> obstacles = new ArrayList<>(found.obstacles());
      if (schema.exists(connection)) {
        obstacles.add(
            "schema %s is there and not the load's: name another one in gates/isolation.yaml"
                .formatted(schema.name()));
      }
      context.say().accept(description());
      return Finding.of(
              Verdict.none(
                  "what stands in the way of a role for each workload",
                  obstacles,
                  "nothing",
                  "do as it says"),
              change.kept("dry run", "dry_run", found.differences()))
          .and(Finding.of(measurable()));
    }
  }

  /** A person has approved the roles and the load. */
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

  /** Each workload has a role; how to take them back is on disk before. */
  public Finding createRoles() throws SQLException {
    List<String> undo = new ArrayList<>(List.of(schema.drop()));
    undo.addAll(roles().undo());
    change.beginCreating(undo);
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      roles().apply(connection);
      List<String> left = IsolationRoles.read(connection, context).differences();
      change.applied();
      return Finding.of(
          Verdict.none(
              "what still differs from the plan", left, "nothing", "find out who changes roles"),
          Evidence.of("passwords of the roles are kept in", roles().passwords().file().toString()),
          Evidence.of("statements that take it back", undo));
    }
  }

  /** Sessions of each role have the limits of the plan, from the role. */
  public Finding limitsInForce() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    Map<String, RoleSession> sessions = new LinkedHashMap<>();
    for (IsolatedRole role : rules.roles()) {
      try (Connection session = as(role).open(ApplicationName.CONTROL)) {
        RoleSession seen = RoleSession.read(session);
        sessions.put(role.name(), seen);
        verdicts.addAll(IsolationCheck.session(role, seen));
      }
    }
    return Finding.of(verdicts, Evidence.of("sessions of the roles", sessions));
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
