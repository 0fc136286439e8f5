package dev.redline.phase.isolation;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangeRequest;
import dev.redline.change.ChangingPhase;
import dev.redline.change.ObjectChange;
import dev.redline.change.ObjectType;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.ltst.LtstSchema;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.role.DemandedLogin;
import dev.redline.postgres.role.Grant;
import dev.redline.postgres.role.LimitProbe;
import dev.redline.postgres.role.RoleAuthority;
import dev.redline.quoting.SqlText;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A role for each workload, on its way to a server. The methods are the steps, in their order; each
 * may be called once, after the one before it has passed.
 */
public final class Isolation implements ChangingPhase {

  private final PhaseContext context;
  private final PhaseChange change;
  private final IsolationConfig config;
  private final LtstSchema schema;
  private @Nullable IsolationRoles roles;

  /** Nothing is touched yet. */
  public Isolation(PhaseContext context, PhaseChange change) {
    this.context = context;
    this.change = change;
    this.config = context.plan().isolation();
    this.schema =
        new LtstSchema(config.load().schema(), context.fixtures().resolve("schema/ltst.sql"));
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  /** What would be done, and that there is something to measure it with. */
  @Override
  public ChangeRequest request() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      roles = IsolationRoles.read(connection, context);
    }
    return new ChangeRequest(
        Finding.of(measurable()),
        List.of(description()),
        roles().differences(),
        List.of(config.evaluation().toString(), config.ltst().toString(), config.load().toString()),
        decisions());
  }

  @Override
  public List<Change> changes() {
    return List.copyOf(roles().changes());
  }

  @Override
  public Optional<String> leftAlone(Change change) {
    return change instanceof RoleChange role && role.differences().isEmpty()
        ? Optional.of("the role is as planned")
        : Optional.empty();
  }

  /** Neither the roles nor the schema of the load are somebody else's. */
  @Override
  public Finding ownership() throws Exception {
    List<String> obstacles = new ArrayList<>(roles().missing());
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      Grant.create(connection.getCatalog()).missing(connection).ifPresent(obstacles::add);
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
                "do as it says"))
        .and(ChangingPhase.super.ownership());
  }

  private List<Decision> decisions() {
    List<Decision> decisions = new ArrayList<>();
    if (!roles().differences().isEmpty()) {
      decisions.add(Decision.about("roles", String.join("; ", roles().differences())));
    }
    decisions.add(
        Decision.about(
            "load",
            "LTST load of %d workers runs in schema %s, %d s at a time at most"
                .formatted(
                    config.load().workers() + config.load().heavyWorkers(),
                    schema.name(),
                    config.load().longest().toSeconds())));
    return decisions;
  }

  /** Besides the roles: their twins for {@link #limitsBite}, and the load's schema. */
  @Override
  public Finding keep() throws Exception {
    Finding kept = ChangingPhase.super.keep();
    for (IsolatedRole role : config.roles()) {
      change.begin(RoleChangeKind.keep(LimitProbe.twinOf(role), true, LimitProbe.undo(role)));
    }
    change.begin(ObjectChange.kept(ObjectType.SCHEMA, SqlText.name(schema.name())));
    return kept;
  }

  /** Limits of a role hold in sessions that begin after the change: each role opens one. */
  @Override
  public Finding takeEffect() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    for (RoleChange role : roles().changes()) {
      verdicts.add(role.account());
    }
    return Finding.of(verdicts);
  }

  /** Limits end what exceeds them: shown on a twin of each role. */
  public Finding limitsBite() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    List<LimitProbe> probes = new ArrayList<>();
    for (IsolatedRole role : config.roles()) {
      LimitProbe probe = LimitProbe.run(context.connector(), role);
      probes.add(probe);
      verdicts.addAll(IsolationCheck.limits(probe));
    }
    return Finding.of(verdicts, Evidence.of("limits that were reached", probes));
  }

  /** Live sessions tell evaluation from LTST by their application_name. */
  public Finding toldApart() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Connection evaluation = as(config.evaluation()).open(ApplicationName.EVALUATION);
        Connection ltst = as(config.ltst()).open(ApplicationName.LTST)) {
      List<String> names = config.roles().stream().map(IsolatedRole::name).toList();
      Map<String, List<String>> seen = RoleAuthority.applications(connection, names);
      return Finding.of(
          IsolationCheck.applications(config, seen), Evidence.of("live sessions", seen));
    }
  }

  /** The server stores SCRAM verifiers, and each role has a password of its own. */
  public Finding credentials() throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      for (IsolatedRole role : config.roles()) {
        String seen = RoleAuthority.storage(connection, role.name());
        String stored = seen == null ? DemandedLogin.storage(as(role)) : seen;
        verdicts.add(IsolationCheck.storage(role, stored));
      }
    }
    boolean shared =
        roles()
            .passwords()
            .find(config.ltst().name())
            .equals(roles().passwords().find(config.evaluation().name()));
    verdicts.add(
        shared
            ? Verdict.fail("passwords", "shared", "one a role", "ALTER ROLE … PASSWORD")
            : Verdict.pass("passwords", "one a role, mode 0600", "one a role"));
    return Finding.of(verdicts);
  }

  /** Opens connections as a role. */
  Connector as(IsolatedRole role) {
    return roles().as(role);
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
