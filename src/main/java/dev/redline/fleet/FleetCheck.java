package dev.redline.fleet;

import dev.redline.fleet.Member.Own;
import dev.redline.plan.Fleet;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a fleet is in order: only then may anybody think of changing it. */
final class FleetCheck {

  private static final Set<String> AT_WORK = Set.of("running", "streaming", "in archive recovery");

  private final FleetView view;
  private final Fleet limits;
  private final Set<String> mayWait;

  FleetCheck(FleetView view, Fleet limits) {
    this(view, limits, Set.of());
  }

  /**
   * @param mayWait names of members that may wait for a restart
   */
  FleetCheck(FleetView view, Fleet limits, Set<String> mayWait) {
    this.view = view;
    this.limits = limits;
    this.mayWait = Set.copyOf(mayWait);
  }

  List<Verdict> judge() {
    return List.of(leader(), underWay(), restarts(), replicas(), members());
  }

  private Verdict leader() {
    List<String> primaries =
        view.members().stream()
            .filter(member -> member.own().filter(Own::primary).isPresent())
            .map(Member::name)
            .toList();
    List<String> leaders = view.leader().map(Member::name).stream().toList();
    String subject = "leader of the fleet";
    String required = "one, and the same server says that it takes writes";
    String observed =
        "leader %s; taking writes by their own word: %s"
            .formatted(names(leaders), names(primaries));
    return leaders.size() == 1 && primaries.equals(leaders)
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "look at patronictl list, and wait for a leader");
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private Verdict underWay() {
    List<String> found = new ArrayList<>();
    if (view.paused()) {
      found.add("paused: nobody would take over (patronictl resume ends it)");
    }
    view.switchover().ifPresent(plan -> found.add("a switchover is planned: " + plan));
    view.members().stream()
        .filter(member -> !AT_WORK.contains(member.state()))
        .forEach(member -> found.add(member.name() + " is in state \"" + member.state() + "\""));
    return Verdict.none(
        "failover, switchover or pause of the fleet",
        found,
        "none under way, every server running",
        "wait for its end, or end it");
  }

  private Verdict restarts() {
    return Verdict.none(
        "restarts that the fleet waits for and nobody planned",
        view.members().stream()
            .filter(member -> member.pendingRestart() && member.scheduledRestart().isEmpty())
            .map(Member::name)
            .filter(name -> !mayWait.contains(name))
            .toList(),
        "none",
        "find out who changed what (patronictl show-config), then patronictl restart %s MEMBER, replicas first"
            .formatted(view.scope()));
  }

  private Verdict replicas() {
    int timeline = view.leader().map(Member::timeline).orElse(0);
    List<String> behind =
        view.replicas().stream().flatMap(replica -> complaints(replica, timeline)).toList();
    return Verdict.none(
        "replicas that do not follow",
        behind,
        "none: streaming, on timeline %d, at most %s behind (replica_lag in gates/target.yaml)"
            .formatted(timeline, limits.replicaLag()),
        "look at the replica's log; patronictl reinit %s MEMBER copies it anew"
            .formatted(view.scope()));
  }

  private Stream<String> complaints(Member replica, int timeline) {
    return Stream.of(
            replica.streaming() ? null : "no member sends it changes",
            replica.timeline() == timeline ? null : "timeline " + replica.timeline(),
            replica.lag().map(this::tooFar).orElse("lag unknown"))
        .filter(Objects::nonNull)
        .filter(text -> !text.isEmpty())
        .map(text -> replica.name() + ": " + text);
  }

  private String tooFar(long bytes) {
    return bytes <= limits.replicaLag().bytes() ? "" : bytes + " bytes behind";
  }

  private Verdict members() {
    List<String> troubles =
        view.members().stream()
            .flatMap(
                member ->
                    Stream.concat(
                            member.silence().stream().map(why -> "API does not answer: " + why),
                            member.own().filter(Own::watchdogFailed).stream()
                                .map(own -> "its watchdog failed"))
                        .map(text -> member.name() + ": " + text))
            .collect(Collectors.toCollection(ArrayList::new));
    view.silent().forEach(each -> troubles.add("no answer from " + each));
    String subject = "members of the fleet";
    String required =
        "at least %d, each with an API that answers".formatted(limits.membersAtLeast());
    String observed =
        Stream.concat(Stream.of(view.members().size() + " members"), troubles.stream())
            .collect(Collectors.joining("; "));
    return troubles.isEmpty() && view.members().size() >= limits.membersAtLeast()
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(
            subject, observed, required, "bring the member back, or correct gates/target.yaml");
  }
}
