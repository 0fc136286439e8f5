package dev.redline.phase.fleet;

import dev.redline.change.PhaseContext;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.FleetView;
import dev.redline.fleet.LocalParameters;
import dev.redline.fleet.Member;
import dev.redline.fleet.MemberTarget;
import dev.redline.postgres.ServerFiles;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes from the canary to the other members of a fleet, as it was when that began.
 *
 * @param scope the fleet's name
 * @param canary has the values in its local configuration
 * @param leader who led; the canary itself, if that leads already
 * @param timeline of the leader
 * @param replicas who gets the values before the leader, in this order
 * @param values as the canary's local configuration has them
 * @param former what the fleet's own configuration has of the same names, as JSON; {@code null}
 *     where it has nothing
 */
record Rollout(
    String scope,
    String canary,
    String leader,
    int timeline,
    List<String> replicas,
    Map<String, String> values,
    Map<String, String> former) {

  private static final String VALUE = "value.";
  private static final String FORMER = "former.";

  Rollout {
    replicas = List.copyOf(replicas);
    values = Map.copyOf(values);
    former = Map.copyOf(former);
  }

  /** As an earlier run has begun it, else as the fleet is now; changes nothing. */
  static Rollout of(PhaseContext context, Optional<PendingChange> pending, Set<String> names) {
    return pending.stream()
        .flatMap(each -> each.ofKind(RolloutKind.KIND).stream())
        .findFirst()
        .map(Rollout::of)
        .orElseGet(() -> now(context, names));
  }

  private static Rollout now(PhaseContext context, Set<String> names) {
    MemberTarget member = context.member().orElseThrow();
    FleetControl fleet = member.fleet();
    FleetView view = fleet.view();
    String canary = member.name();
    ServerFiles files = context.control().files();
    Map<String, String> values = LocalParameters.of(files.read(member.file()), names);
    Map<String, String> theirs = fleet.parameters();
    return new Rollout(
        view.scope(),
        canary,
        view.leader().map(Member::name).orElse(""),
        view.timeline(),
        view.replicas().stream().map(Member::name).filter(name -> !name.equals(canary)).toList(),
        values,
        values.keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> theirs.getOrDefault(name, "null"))));
  }

  static Rollout of(KeptChange kept) {
    Map<String, String> all = kept.values();
    String replicas = text(all, "replicas");
    return new Rollout(
        text(all, "scope"),
        text(all, "canary"),
        text(all, "leader"),
        Integer.parseInt(text(all, "timeline")),
        replicas.isEmpty() ? List.of() : List.of(replicas.split(",")),
        behind(all, VALUE),
        behind(all, FORMER));
  }

  KeptChange kept() {
    Map<String, String> all = new TreeMap<>();
    all.put("scope", scope);
    all.put("canary", canary);
    all.put("leader", leader);
    all.put("timeline", Integer.toString(timeline));
    all.put("replicas", String.join(",", replicas));
    values.forEach((name, value) -> all.put(VALUE + name, value));
    former.forEach((name, json) -> all.put(FORMER + name, json));
    return new KeptChange(RolloutKind.KIND, "configuration of fleet " + scope, all, List.of());
  }

  /** Whether another member has to lead before the last one can restart. */
  boolean switchesOver() {
    return !leader.equals(canary);
  }

  /** Everyone but the canary, in the order in which they get the values. */
  List<String> others() {
    return Stream.concat(
            replicas.stream(), switchesOver() ? Stream.of(leader) : Stream.<String>of())
        .toList();
  }

  List<String> members() {
    return Stream.concat(Stream.of(canary), others().stream()).toList();
  }

  /** Names in the order of the alphabet, with their values, for a person. */
  String shown() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
  }

  private static Map<String, String> behind(Map<String, String> all, String prefix) {
    Map<String, String> found = new TreeMap<>();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  private static String text(Map<String, String> all, String key) {
    return Objects.requireNonNull(all.get(key), key);
  }
}
