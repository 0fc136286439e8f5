package dev.redline.phase.fleet;

import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.FleetView;
import dev.redline.fleet.LocalParameters;
import dev.redline.fleet.Member;
import dev.redline.fleet.MemberTarget;
import dev.redline.plan.stage.StagePlan;
import dev.redline.plan.stage.StageSetting;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.surroundings.PatroniSettings;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes from the canary to the other members of a fleet, as it was when that began.
 *
 * @param scope the fleet's name
 * @param canary has the values in its local configuration
 * @param leader who led; the canary itself, if that leads already
 * @param timeline of the leader
 * @param replicas who gets the values before the leader, in this order
 * @param values as the canary's local configuration has them
 * @param restarting names of those values that take a restart
 * @param shared what Patroni keeps for all members
 * @param former what the fleet's own configuration has of the names of both, as JSON; {@code null}
 *     where it has nothing
 */
record Rollout(
    String scope,
    String canary,
    String leader,
    int timeline,
    List<String> replicas,
    Map<String, String> values,
    Set<String> restarting,
    SharedValues shared,
    Map<String, String> former) {

  private static final String VALUE = "value.";
  private static final String SHARED = "shared.";
  private static final String LOWERED = "lowered";
  private static final String RESTARTING = "restarting";
  private static final String FORMER = "former.";

  Rollout {
    replicas = List.copyOf(replicas);
    values = Map.copyOf(values);
    restarting = Set.copyOf(restarting);
    former = Map.copyOf(former);
  }

  /** As an earlier run has begun it, else as the fleet is now; changes nothing. */
  static Rollout of(
      PhaseContext context, Optional<PendingChange> pending, List<StagePlan> committed)
      throws SQLException {
    Optional<KeptChange> begun =
        pending.stream().flatMap(each -> each.ofKind(RolloutKind.KIND).stream()).findFirst();
    return begun.isPresent() ? of(begun.get()) : now(context, committed);
  }

  private static Rollout now(PhaseContext context, List<StagePlan> committed) throws SQLException {
    MemberTarget member = context.member().orElseThrow();
    FleetControl fleet = member.fleet();
    FleetView view = fleet.view();
    String canary = member.name();
    ServerFiles files = context.control().files();
    Map<String, String> values =
        LocalParameters.of(files.read(member.file()), namesOfOneMember(committed));
    SharedValues shared = SharedValues.of(context, committed);
    Map<String, String> theirs = fleet.parameters();
    return new Rollout(
        view.scope(),
        canary,
        view.leader().map(Member::name).orElse(""),
        view.timeline(),
        view.replicas().stream().map(Member::name).filter(name -> !name.equals(canary)).toList(),
        values,
        new MemberSettings(canary, fleet.connector(canary), context.clock())
            .restarting(values.keySet()),
        shared,
        Stream.concat(values.keySet().stream(), shared.values().keySet().stream())
            .collect(Collectors.toMap(name -> name, name -> theirs.getOrDefault(name, "null"))));
  }

  /** Without those that Patroni takes from the fleet's own configuration alone. */
  private static Set<String> namesOfOneMember(List<StagePlan> committed) {
    return committed.stream()
        .flatMap(stage -> stage.settings().stream())
        .map(StageSetting::name)
        .filter(name -> !PatroniSettings.ofAllMembers(name))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Rollout of(KeptChange kept) {
    Map<String, String> all = kept.values();
    return new Rollout(
        text(all, "scope"),
        text(all, "canary"),
        text(all, "leader"),
        Integer.parseInt(text(all, "timeline")),
        names(text(all, "replicas")),
        kept.behind(VALUE),
        Set.copyOf(names(all.getOrDefault(RESTARTING, ""))),
        new SharedValues(kept.behind(SHARED), Set.copyOf(names(all.getOrDefault(LOWERED, "")))),
        kept.behind(FORMER));
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }

  KeptChange kept() {
    Map<String, String> all = new TreeMap<>();
    all.put("scope", scope);
    all.put("canary", canary);
    all.put("leader", leader);
    all.put("timeline", Integer.toString(timeline));
    all.put("replicas", String.join(",", replicas));
    values.forEach((name, value) -> all.put(VALUE + name, value));
    shared.values().forEach((name, value) -> all.put(SHARED + name, value));
    all.put(LOWERED, String.join(",", shared.lowered()));
    all.put(RESTARTING, String.join(",", restarting));
    former.forEach((name, json) -> all.put(FORMER + name, json));
    return new KeptChange(RolloutKind.KIND, "configuration of fleet " + scope, all, List.of());
  }

  boolean isEmpty() {
    return values.isEmpty() && shared.isEmpty();
  }

  /** Whether another member has to lead before the last one can restart. */
  boolean switchesOver() {
    boolean restarts = !restarting.isEmpty() || raises();
    return restarts && !leader.equals(canary);
  }

  private boolean raises() {
    return shared.restart() && shared.order() == SharedValues.Order.REPLICAS_FIRST;
  }

  /** Everyone but the canary, in the order in which they get the values. */
  List<String> others() {
    return Stream.concat(
            replicas.stream(), leader.equals(canary) ? Stream.<String>of() : Stream.of(leader))
        .toList();
  }

  /** Who restarts for values of all members, in this order; a switchover restarts its leader. */
  List<String> restarts() {
    List<String> following = members().stream().filter(each -> !each.equals(leader)).toList();
    return shared.order() == SharedValues.Order.LEADER_FIRST
        ? Stream.concat(Stream.of(leader), following.stream()).toList()
        : Stream.concat(
                following.stream(), switchesOver() ? Stream.<String>of() : Stream.of(leader))
            .toList();
  }

  /** The fleet is in order; a leader that a switchover will restart may wait for that. */
  Finding inOrder(FleetControl fleet) {
    return fleet.inOrderBut(raises() && switchesOver() ? Set.of(leader) : Set.of());
  }

  /** The fleet's own configuration has these values. */
  Verdict held(FleetControl fleet, Map<String, String> values) {
    String subject = "values in the configuration of fleet " + scope;
    String required = shown(values);
    return fleet.holds(json(values))
        ? Verdict.pass(subject, required, required)
        : Verdict.fail(
            subject,
            fleet.parameters().toString(),
            required,
            "find out who edits it (patronictl show-config)");
  }

  /** Values as a string each, as the local configuration has them. */
  static Map<String, String> json(Map<String, String> values) {
    Map<String, String> json = new TreeMap<>();
    values.forEach((name, value) -> json.put(name, JsonMapper.shared().writeValueAsString(value)));
    return json;
  }

  List<String> members() {
    return Stream.concat(Stream.of(canary), others().stream()).toList();
  }

  /** Names in the order of the alphabet, with their values, for a person. */
  String shown() {
    return shown(values);
  }

  static String shown(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
  }

  private static String text(Map<String, String> all, String key) {
    return Objects.requireNonNull(all.get(key), key);
  }
}
