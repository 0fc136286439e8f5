package dev.redline.phase.fleet;

import dev.redline.change.Change;
import dev.redline.change.PhaseContext;
import dev.redline.change.TakesEffect;
import dev.redline.fleet.FleetControl;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.PatroniSettings;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that Patroni keeps for all members: into the fleet's own configuration, and then a restart
 * of member by member, in the order that they need. The canary is the first of the replicas. A
 * leader that gets raised values by a later switchover is left to it.
 */
record SharedStep(PhaseContext context, Rollout rollout, KeptChange kept) implements Change {

  /** What a server with too little of it does not start with, by the setting that it comes from. */
  private static final Map<String, String> IN_USE =
      Map.of(
          "max_connections",
          "SELECT pg_catalog.sum(setting::int) || ' reserved connections' FROM pg_catalog.pg_settings WHERE name IN ('superuser_reserved_connections', 'reserved_connections') HAVING pg_catalog.sum(setting::int) >= %s",
          "max_prepared_transactions",
          "SELECT pg_catalog.count(*) || ' prepared transactions' FROM pg_catalog.pg_prepared_xacts HAVING pg_catalog.count(*) > %s",
          "max_replication_slots",
          "SELECT pg_catalog.count(*) || ' replication slots' FROM pg_catalog.pg_replication_slots HAVING pg_catalog.count(*) > %s",
          "wal_level",
          "SELECT pg_catalog.count(*) || ' logical replication slots' FROM pg_catalog.pg_replication_slots WHERE slot_type = 'logical' AND '%s' <> 'logical' HAVING pg_catalog.count(*) > 0");

  @Override
  public String id() {
    return "shared";
  }

  @Override
  public String description() {
    return "values that Patroni keeps for all members of fleet " + rollout.scope();
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.ON_RESTART;
  }

  /**
   * Patroni takes them, one order of members suits all, and no member uses more than they allow.
   */
  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    List<String> inUse = new ArrayList<>();
    for (String member : rollout.members()) {
      try (Connection own = fleet().connector(member).open(ApplicationName.CONTROL);
          Statement statement = own.createStatement()) {
        for (String name : rollout.shared().values().keySet()) {
          if (IN_USE.containsKey(name)) {
            inUse(statement, name).ifPresent(used -> inUse.add(member + ": " + used));
          }
        }
      }
    }
    return Finding.of(
        List.of(
            Verdict.none(
                "values that Patroni would not give to the members",
                rollout.shared().values().entrySet().stream()
                    .flatMap(
                        each -> PatroniSettings.refusal(each.getKey(), each.getValue()).stream())
                    .sorted()
                    .toList(),
                "none: its configuration would hold them, and members start with something else",
                "correct the stage"),
            Verdict.none(
                "values that Patroni keeps for all members and that need opposite orders",
                rollout.shared().withoutOrder().stream().toList(),
                "all raised, or all lowered",
                "take one to the fleet before a stage with the other one is committed"),
            Verdict.none(
                "what members use and could not start with",
                inUse,
                "none beyond " + rollout.shared().shown(),
                "end or drop it, or take the setting out of the stage")));
  }

  private Optional<String> inUse(Statement statement, String name) throws SQLException {
    String value = String.valueOf(rollout.shared().values().get(name));
    if (PatroniSettings.refusal(name, value).isPresent()) {
      return Optional.empty(); // named already
    }
    try (ResultSet row =
        statement.executeQuery(String.valueOf(IN_USE.get(name)).formatted(value))) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  /** The values are put into force, in their order; members that have them are left alone. */
  @Override
  public Finding apply() {
    fleet().configure(Rollout.json(rollout.shared().values()));
    rollout.members().forEach(fleet()::seenBy);
    Finding all = Finding.of(Verdict.pass(description(), rollout.shared().shown(), "written"));
    for (String member : rollout.restarts()) {
      all = all.passed() ? all.and(restarted(member)) : all;
    }
    return all.with(List.of(Evidence.of("order of restarts", rollout.restarts())));
  }

  private Finding restarted(String member) {
    if (rollout.shared().waitingOn(settings(member)).isEmpty()) {
      return inForce(member);
    }
    try {
      Finding done =
          member.equals(rollout.leader())
              ? new LeaderRestart(context, rollout).measured()
              : replicaRestarted(member);
      Set<String> mayWait = Set.copyOf(rollout.members());
      return done.passed() ? done.and(inForce(member)).and(fleet().inOrderBut(mayWait)) : done;
    } catch (ServerStartException e) {
      return Finding.of(
          Verdict.fail(
              "restart of " + member,
              String.valueOf(e.getMessage()),
              "takes connections again",
              "look at its log; the other members that wait for a restart have not been touched"));
    }
  }

  private Finding replicaRestarted(String member) {
    Verdict caughtUp = MembersCheck.caughtUp(context, member);
    if (caughtUp.passed()) {
      new MemberRestart(context, member).now();
    }
    return Finding.of(caughtUp);
  }

  @Override
  public Finding accepted(Connection connection) {
    return held();
  }

  @Override
  public Finding inForce(SettingsSnapshot after) {
    Finding all = held();
    for (String member : rollout.members()) {
      all = all.and(inForce(member));
    }
    return all;
  }

  private Finding held() {
    return Finding.of(rollout.held(fleet(), rollout.shared().values()));
  }

  private Finding inForce(String member) {
    return MembersCheck.inForce(settings(member), rollout.shared().values());
  }

  private MemberSettings settings(String member) {
    return new MemberSettings(member, fleet().connector(member), context.clock());
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }
}
