package dev.redline.phase.tuning;

import dev.redline.change.Change;
import dev.redline.change.ChangeRequest;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.Restart;
import dev.redline.change.settings.PlannedChange;
import dev.redline.plan.Phase;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.StagePlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.PhaseState;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a phase on their way through a server. The methods are the steps, in their order;
 * each may be called once, after the one before it has passed. Where every planned value is in
 * force already, or the evidence does not call for the stage, the steps that would change the
 * server leave it alone.
 */
public final class TuningStage implements ChangingPhase {

  private final PhaseContext context;
  private final Phase phase;
  private final StagePlan stage;
  private final PhaseChange change;
  private final StageEvidence evidence;
  private @Nullable PlannedChange planned;
  private Optional<String> leftAlone = Optional.empty();
  private Optional<RestartTimes> restart = Optional.empty();

  /**
   * A stage that has not begun.
   *
   * @param phase one that has settings
   */
  public TuningStage(Phase phase, PhaseContext context, PhaseChange change) {
    this.context = context;
    this.phase = phase;
    this.stage = phase.stage().orElseThrow();
    this.change = change;
    this.evidence = new StageEvidence(phase, context);
  }

  /** What it shares with every phase that changes a server. */
  @Override
  public PhaseChange change() {
    return change;
  }

  /**
   * The evidence of the stage before calls for this one, or the plan asks for none. Where it does
   * not, nothing is changed, and every step says so.
   */
  public Finding calledFor() {
    leftAlone = evidence.reasonAgainst();
    leftAlone.ifPresent(
        reason -> context.say().accept("Stage %s is %s".formatted(stage.stage(), reason)));
    return evidence.judge();
  }

  @Override
  public ChangeRequest request() throws SQLException {
    SettingsSnapshot now = ServerState.read(context.connector(), context.clock()).settings();
    SettingsSnapshot before = change.before().settings();
    List<PlannedSetting> all = stage.forServer(context.hostMemory(), before);
    Verdict known = PlannedChange.known(all, now);
    if (!known.passed()) {
      return ChangeRequest.refused(Finding.of(known));
    }
    planned = PlannedChange.of(all, stage.stage(), now, context, change);
    if (leftAlone.isEmpty()) {
      leftAlone = planned().reasonAgainst(now);
    }
    StageRequest request = new StageRequest(context, stage.stage(), all, planned(), before, now);
    return leftAlone.isPresent() ? request.leftAlone(known) : request.toBeMade(known);
  }

  @Override
  public List<Change> changes() {
    return List.of(planned().change());
  }

  /** Every planned value is in force, or the evidence does not call for the stage. */
  @Override
  public Optional<String> leftAlone(Change each) {
    return leftAlone;
  }

  /** Nobody else owns a planned setting; asked of a server that is left alone, too. */
  @Override
  public Finding ownership() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return planned().change().mayApply(connection);
    }
  }

  /** Besides: the server is restarted in the hours that its owner has named. */
  @Override
  public Finding approval() throws Exception {
    Finding decided = ChangingPhase.super.approval();
    return decided.passed() && leftAlone.isEmpty()
        ? decided.and(Finding.of(change.window()))
        : decided;
  }

  /**
   * The server restarts with the planned values.
   *
   * @throws dev.redline.postgres.ServerControlException if it does not even stop
   */
  @Override
  public Finding takeEffect() throws SQLException {
    Optional<Finding> left = leftAlone("the running server");
    return left.isPresent() ? left.get() : restarted();
  }

  /** Every planned value is what the server runs with. */
  @Override
  public Finding inForce() throws Exception {
    return evidence.reasonAgainst().isPresent() || planned().settings().isEmpty()
        ? leftAlone("planned values").orElseThrow()
        : ChangingPhase.super.inForce();
  }

  /** No other setting has changed; objects are free to, as a commit may wait for days. */
  @Override
  public Finding nothingElseChanged() throws SQLException {
    return change.noOtherSetting(planned().names());
  }

  /** What is to be tried on a twin first; nothing if the server is left alone. */
  public List<PlannedSetting> toRehearse() {
    return leftAlone.isPresent() || change.progress().hasPendingChange()
        ? List.of()
        : planned().settings();
  }

  /** The change stays, or there was none. */
  @Override
  public Finding commit() throws Exception {
    if (evidence.reasonAgainst().isPresent()) {
      change.progress().settle(PhaseState.NOT_CALLED_FOR);
      return leftAlone("commit").orElseThrow();
    }
    return ChangingPhase.super.commit();
  }

  /** A failover of the fleet: what was measured before it is not to be compared with. */
  @Override
  public Optional<Verdict> disturbance() {
    return failovers().map(FailoverWatch::none).filter(leads -> !leads.passed());
  }

  /** Of a fleet the other members are a person's. */
  @Override
  public Finding completed(Finding decided) {
    Finding undisturbed =
        failovers().map(watch -> decided.and(Finding.of(watch.none()))).orElse(decided);
    return context
        .member()
        .map(member -> undisturbed.and(Finding.of(member.left(planned().settings()))))
        .orElse(undisturbed);
  }

  private Finding restarted() throws SQLException {
    Restart way = new Restart(context);
    if (!way.isOurs()) {
      return Finding.of(way.reloaded(phase.tag(), planned().names()));
    }
    change.progress().restarting();
    long began = System.nanoTime();
    Verdict restarted = way.verdict();
    restart = Optional.of(new RestartTimes(began, System.nanoTime()));
    Finding finding = Finding.of(restarted);
    Finding inOrder =
        context
            .member()
            .filter(member -> finding.passed())
            .map(member -> finding.and(member.inOrder()))
            .orElse(finding);
    return failovers().map(watch -> inOrder.and(Finding.of(watch.none()))).orElse(inOrder);
  }

  /** Of a canary that is changed, or whose change waits for its commit. */
  Optional<FailoverWatch> failovers() {
    return context
        .member()
        .filter(any -> leftAlone.isEmpty() || change.progress().hasPendingChange())
        .map(
            member ->
                new FailoverWatch(
                    context, member, phase.tag(), change.progress().hasPendingChange()));
  }

  /** What a step says that has nothing to do; empty if it has. */
  Optional<Finding> leftAlone(String subject) {
    return leftAlone.map(reason -> new LeftAlone(subject, reason).finding());
  }

  /** When this run restarted the server, so that the next searches met a cold cache. */
  Optional<RestartTimes> restart() {
    return restart;
  }

  private PlannedChange planned() {
    if (planned == null) {
      throw new IllegalStateException("Step dryRun has to run first.");
    }
    return planned;
  }
}
