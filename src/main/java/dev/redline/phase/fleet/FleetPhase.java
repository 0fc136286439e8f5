package dev.redline.phase.fleet;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangeRequest;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.mark.ServerMark;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.FleetView;
import dev.redline.fleet.Member;
import dev.redline.fleet.MemberTarget;
import dev.redline.plan.stage.StagePlan;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.PendingChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that a canary was committed with go to the other members of its fleet: replica by
 * replica, by a switchover to the old leader, and then into the fleet's own configuration. What
 * fails takes all members back; the leader is the one that a switchover has left.
 */
public final class FleetPhase implements ChangingPhase {

  private final PhaseContext context;
  private final PhaseChange change;
  private @Nullable Rollout rollout;
  private List<Change> changes = List.of();
  private Optional<String> leftAlone = Optional.empty();

  /** Touches nothing yet. */
  public FleetPhase(PhaseContext context, PhaseChange change) {
    this.context = context;
    this.change = change;
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  @Override
  public Finding mayBeChanged() throws SQLException {
    String subject = "server that the values go out from";
    String required = "a member of a fleet, with yours.local in gates/target.yaml";
    String observed = context.target().description();
    return context.member().isPresent()
        ? change.mayBeChanged()
        : Finding.of(
            Verdict.fail(
                subject,
                observed,
                required,
                "name the canary in DATABASE_URL, and the fleet in gates/target.yaml"));
  }

  /** Who gets which values, in which order; the canary runs with them. */
  @Override
  public ChangeRequest request() throws SQLException {
    Optional<PendingChange> pending = change.progress().pending();
    Rollout found = Rollout.of(context, pending, committed());
    rollout = found;
    if (found.isEmpty()) {
      leftAlone =
          Optional.of(
              "no value of a committed stage is in the local configuration of %s, nor waits for all members"
                  .formatted(found.canary()));
    }
    changes = leftAlone.isPresent() ? List.of() : changes(found, pending);
    List<Verdict> verdicts = new ArrayList<>(List.of(order()));
    if (leftAlone.isEmpty()) {
      verdicts.addAll(MembersCheck.inForce(settings(found.canary()), found.values()).verdicts());
    }
    return new ChangeRequest(
        Finding.of(verdicts, Evidence.of("members before", figures())),
        lines().stream().map("  "::concat).toList(),
        lines(),
        lines(),
        leftAlone.isPresent() ? List.of() : decisions());
  }

  /** Stages that the server, or this clone, says are committed. */
  private List<StagePlan> committed() {
    Stream<String> marked =
        context.marks().stream()
            .flatMap(marks -> marks.all().stream())
            .filter(ServerMark::stays)
            .map(ServerMark::phase);
    Stream<String> passed =
        context.store().state().phases().entrySet().stream()
            .filter(phase -> phase.getValue().state() == PhaseState.PASSED)
            .map(Map.Entry::getKey);
    Set<String> tags = Stream.concat(marked, passed).collect(Collectors.toUnmodifiableSet());
    return context.plan().phases().stream()
        .filter(phase -> tags.contains(phase.tag()))
        .flatMap(phase -> phase.stage().stream())
        .toList();
  }

  /** A change that an earlier run has begun goes on with the originals that it has kept. */
  private List<Change> changes(Rollout found, Optional<PendingChange> pending) {
    List<Change> all = new ArrayList<>();
    for (String member : found.others()) {
      KeptChange kept =
          earlier(pending, each -> MemberStepKind.isOf(each, member))
              .orElseGet(() -> MemberStep.keep(context, found, member));
      all.add(new MemberStep(context, found, member, kept));
    }
    String canarys = MemberTarget.fileOf(found.canary());
    KeptChange kept =
        earlier(
                pending,
                each -> each.kind().equals(FileBackup.KIND) && each.subject().equals(canarys))
            .orElseGet(() -> FileBackup.of(canarys, context.control().files()).kept());
    CanaryStep moved = new CanaryStep(context, found, kept);
    all.add(moved);
    if (!found.shared().isEmpty()) {
      KeptChange was =
          earlier(pending, SharedKind::isOf).orElseGet(() -> SharedKind.keep(context, found));
      all.add(new SharedStep(context, found, was));
    }
    all.add(new ConfigurationStep(found, moved));
    return all;
  }

  private static Optional<KeptChange> earlier(
      Optional<PendingChange> pending, Predicate<KeptChange> which) {
    return pending.stream().flatMap(each -> each.changes().stream()).filter(which).findFirst();
  }

  private Verdict order() {
    String observed = rollout().members().toString();
    return Verdict.pass("order of the members, the canary first", observed, "all of the fleet's");
  }

  private List<String> lines() {
    Rollout plan = rollout();
    if (leftAlone.isPresent()) {
      return List.of("left alone: " + leftAlone.get());
    }
    List<String> lines = new ArrayList<>();
    if (!plan.shared().isEmpty()) {
      lines.add(
          "%s, which Patroni keeps for all members: by %s"
              .formatted(plan.shared().shown(), String.join(", then ", plan.restarts())));
    }
    if (!plan.values().isEmpty()) {
      lines.add("values of %s: %s".formatted(plan.canary(), plan.shown()));
      plan.replicas().forEach(name -> lines.add("to %s, a replica, by itself".formatted(name)));
    }
    if (plan.switchesOver()) {
      lines.add("a switchover from %s".formatted(plan.leader()));
      lines.add("to %s, the leader until then".formatted(plan.leader()));
    } else if (!plan.leader().equals(plan.canary()) && !plan.values().isEmpty()) {
      lines.add("to %s, which leads and goes on to lead".formatted(plan.leader()));
    }
    lines.add(
        "into the configuration of fleet %s (before: %s), and out of every local one"
            .formatted(plan.scope(), plan.former()));
    return lines;
  }

  @Override
  public List<Change> changes() {
    return changes;
  }

  /** What has been begun goes on by its steps, each of which looks what is left to do. */
  @Override
  public Optional<String> leftAlone(Change each) {
    return leftAlone;
  }

  /** Besides: members restart in the hours that their owner has named. */
  @Override
  public Finding approval() throws Exception {
    Finding decided = ChangingPhase.super.approval();
    return decided.passed() && leftAlone.isEmpty()
        ? decided.and(Finding.of(change.window()))
        : decided;
  }

  private List<Decision> decisions() {
    Rollout plan = rollout();
    List<Decision> decisions = new ArrayList<>();
    if (!plan.shared().isEmpty()) {
      decisions.add(shared(plan));
    }
    decisions.add(
        plan.restarting().isEmpty()
            ? Decision.about(
                "reload",
                "%s read their configuration one by one, and restart for none of these values"
                    .formatted(String.join(", then ", plan.others())))
            : Decision.about(
                "restart",
                "%s restart one by one, each by Patroni, never while it leads"
                    .formatted(String.join(", then ", plan.others()))));
    if (plan.switchesOver()) {
      decisions.add(switchover(plan));
    }
    decisions.add(
        Decision.about(
            "configuration",
            "%s goes into the fleet's own configuration, for later members, too"
                .formatted((plan.shown() + " " + plan.shared().shown()).strip())));
    return decisions;
  }

  /** No replica tries these alone, and a member that crashes meanwhile starts with them. */
  private Decision shared(Rollout plan) {
    return Decision.about(
        "all_members",
        "%s, which Patroni keeps for all members, so that no replica can try it alone: %s; a member that fails in between starts with it"
            .formatted(
                plan.shared().shown(),
                plan.shared().restart() ? restarts(plan) : "members reload, and none restarts"));
  }

  private String restarts(Rollout plan) {
    List<String> order = plan.restarts();
    String leader =
        order.contains(plan.leader())
            ? "%s restarts while it leads, and nobody can write meanwhile (at most %d s, or it is taken back, which takes as long again)"
                .formatted(plan.leader(), fleet().writeGap().toSeconds())
            : "to take it back afterwards restarts the leader while it leads";
    return "restarts of %s; %s".formatted(String.join(", then ", order), leader);
  }

  private Decision switchover(Rollout plan) {
    FleetView view = fleet().view();
    String loss =
        view.synchronous().equals("false")
            ? "asynchronous replication: a switchover that goes as planned loses nothing, as %s stops writing and sends all it has before another one leads; if it dies in that moment, what it has acknowledged and nobody has received is gone"
                .formatted(plan.leader())
            : "synchronous_mode %s: what is acknowledged is on the synchronous standby, which leads then"
                .formatted(view.synchronous());
    return Decision.about(
        "switchover",
        "%s hands over, and nobody can write for a moment (at most %d s, measured by rows of ours in %s); roles are not switched back afterwards; %s"
            .formatted(plan.leader(), fleet().writeGap().toSeconds(), BeatTable.NAME, loss));
  }

  /**
   * What Patroni keeps for all members, then the other replicas, one by one: each has to be in
   * order before the next one.
   */
  @Override
  public Finding apply() {
    Optional<SharedStep> shared =
        changes.stream()
            .filter(SharedStep.class::isInstance)
            .map(SharedStep.class::cast)
            .findFirst();
    Optional<Finding> first = shared.map(step -> guarded(step::apply));
    Finding others =
        first.filter(done -> !done.passed()).isPresent()
            ? first.get()
            : steps("other replicas", rollout().replicas());
    return first.filter(Finding::passed).map(done -> done.and(others)).orElse(others);
  }

  /** Another member leads; nobody could write for no longer than gates/target.yaml allows. */
  public Finding switchedOver() {
    return left("switchover")
        .or(
            () ->
                rollout().switchesOver()
                    ? Optional.empty()
                    : Optional.of(
                        new LeftAlone("switchover", "no leader has to restart later").finding()))
        .orElseGet(() -> guarded(() -> new Switchover(context, change, rollout()).done()));
  }

  /** Who led before gets the values as a replica; without a switchover nothing has to restart. */
  public Finding oldLeader() {
    Rollout plan = rollout();
    return steps(
        plan.switchesOver() ? "old leader" : "leader, which restarts for none of the values",
        plan.leader().equals(plan.canary()) ? List.of() : List.of(plan.leader()));
  }

  /** The values are the fleet's, and no member's own any more. */
  public Finding moved() {
    return left("configuration of the fleet")
        .orElseGet(() -> guarded(configuration()::apply))
        .with(List.of(Evidence.of("members after", figures())));
  }

  private ConfigurationStep configuration() {
    return (ConfigurationStep) changes.get(changes.size() - 1);
  }

  private Finding steps(String subject, List<String> members) {
    Optional<Finding> left = left(subject);
    if (left.isPresent()) {
      return left.get();
    }
    Finding all =
        Finding.of(Verdict.pass(subject, members.toString(), "one by one, each in order"));
    for (String member : members) {
      all = all.passed() ? all.and(guarded(() -> step(member))) : all;
    }
    return all;
  }

  private Finding step(String member) {
    return changes.stream()
        .filter(each -> each.id().equals(member))
        .map(MemberStep.class::cast)
        .findFirst()
        .orElseThrow()
        .apply();
  }

  /** Nothing is begun after a failover, out of time, or in a fleet that is not in order. */
  private Finding guarded(Supplier<Finding> work) {
    Optional<Verdict> tooLate = change.tooLate();
    if (tooLate.isPresent()) {
      return Finding.of(tooLate.get());
    }
    Finding before = Finding.of(leads()).and(underWay());
    if (!before.passed()) {
      return before;
    }
    Finding done = before.and(work.get());
    return done.and(Finding.of(leads()));
  }

  /** In order, but for members that wait for the turn that this phase gives them. */
  private Finding underWay() {
    Rollout plan = rollout();
    boolean written =
        !plan.shared().isEmpty() && fleet().holds(Rollout.json(plan.shared().values()));
    return written ? fleet().inOrderBut(Set.copyOf(plan.members())) : fleet().inOrder();
  }

  private Verdict leads() {
    return Leadership.of(rollout(), change.progress().pending()).judge(fleet().view());
  }

  private Optional<Finding> left(String subject) {
    return leftAlone.map(reason -> new LeftAlone(subject, reason).finding());
  }

  @Override
  public Finding takeEffect() {
    return left("fleet").orElseGet(() -> Finding.of(leads()).and(fleet().inOrder()));
  }

  /** Nothing else differs on the canary; the other members have the leader's rows and indexes. */
  @Override
  public Finding nothingElseChanged() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    for (String member : rollout().members()) {
      verdicts.add(MembersCheck.sameData(context, member));
    }
    Finding settings =
        rollout().shared().isEmpty()
            ? ChangingPhase.super.nothingElseChanged()
            : change.noOtherSetting(List.copyOf(rollout().shared().values().keySet()));
    return settings.and(Finding.of(verdicts));
  }

  /** Each member's figures beside those of the others. */
  private Map<String, Map<String, Object>> figures() {
    FleetView view = fleet().view();
    Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
    for (Member each : view.members()) {
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("role", each.role());
      of.put("timeline", each.timeline());
      of.put("lag, in bytes", each.lag().map(Object::toString).orElse(""));
      of.put("waits for a restart", each.pendingRestart());
      of.put("values", settings(each.name()).stored(rollout().former().keySet()));
      figures.put(each.name(), of);
    }
    return figures;
  }

  private MemberSettings settings(String member) {
    return new MemberSettings(member, fleet().connector(member), context.clock());
  }

  private FleetControl fleet() {
    return context.member().orElseThrow().fleet();
  }

  private Rollout rollout() {
    if (rollout == null) {
      throw new IllegalStateException("Step dryRun has to run first.");
    }
    return rollout;
  }
}
