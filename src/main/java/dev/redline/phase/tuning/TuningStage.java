package dev.redline.phase.tuning;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangeFigures;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.Restart;
import dev.redline.change.UnchangedCheck;
import dev.redline.change.settings.PlannedChange;
import dev.redline.health.FollowersCheck;
import dev.redline.plan.Phase;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.StagePlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.search.WorkloadException;
import dev.redline.state.PhaseState;
import dev.redline.target.HugePages;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  private final @Nullable StageMeasurements measurements;
  private @Nullable ServerState after;
  private @Nullable PlannedChange planned;
  private Optional<String> leftAlone = Optional.empty();
  private List<String> besides = List.of();
  private List<Decision> decisionsBesides = List.of();

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
    this.measurements =
        context
            .workload()
            .map(
                load ->
                    new StageMeasurements(
                        context.plan(),
                        context.connector(),
                        load,
                        context.accepted(),
                        new KeptMeasurements(
                            context.keep(), phase.tag(), change.progress(), context.clock())))
            .orElse(null);
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

  /** What would change; says so where memory at worst is more than the host has. */
  @Override
  public Finding dryRun() throws SQLException {
    SettingsSnapshot now = ServerState.read(context.connector(), context.clock()).settings();
    List<PlannedSetting> settings = stage.forServer(context.hostMemory(), before());
    Verdict known = PlannedChange.known(settings, now);
    if (!known.passed()) {
      return Finding.of(known);
    }
    DryRun dryRun = DryRun.of(stage.stage(), settings, now, context.hostMemory());
    MemoryBudget memoryBefore = MemoryBudget.of(List.of(), now, context.hostMemory());
    context.say().accept(dryRun.toString());
    List<String> leftOut = PlannedChange.leftOut(settings, now, context);
    leftOut.forEach(each -> context.say().accept("  left out, as it needs a restart: " + each));
    planned = PlannedChange.of(settings, stage.stage(), now, context, change);
    if (leftAlone.isEmpty()) {
      leftAlone = planned().reasonAgainst(now);
    }
    return Finding.of(
            leftAlone.isPresent() ? List.of(known) : room(known, dryRun, now),
            change.kept("dry run", "dry_run", dryRun),
            Evidence.of("dry run as text", dryRun.toString()),
            Evidence.of("planned settings", StagePictures.planned(dryRun, settings)),
            Evidence.of("memory at worst", StagePictures.memory(memoryBefore, dryRun.memory())))
        .with(StagePictures.ratios(dryRun));
  }

  private List<Verdict> room(Verdict known, DryRun dryRun, SettingsSnapshot now)
      throws SQLException {
    List<Verdict> room = new ArrayList<>(List.of(known));
    room.add(MemoryCheck.judge(dryRun.memory(), context.plan().target().memoryFit()));
    hugePages()
        .flatMap(
            there ->
                MemoryCheck.hugePages(
                    dryRun.memory(),
                    now,
                    planned().settings(),
                    there,
                    context.plan().target().memoryFit()))
        .ifPresent(room::add);
    WalRoom.of(planned().settings(), context.connector()).ifPresent(wal -> room.add(wal.verdict()));
    return room;
  }

  /** Only of a server whose memory is seen from here, and not named in gates/target.yaml. */
  private Optional<HugePages> hugePages() {
    return context.plan().target().hostMemory().isEmpty()
        ? context.target().memory().flatMap(memory -> HugePages.ofThisMachine())
        : Optional.empty();
  }

  /**
   * The phase does more than change settings: a person sees it, and an approval holds for it, too.
   *
   * @param content what it does, equal in every run of the same plan
   * @param decisions what is to be decided about it now
   */
  public void does(List<String> content, List<Decision> decisions) {
    besides = content;
    decisionsBesides = decisions;
    content.forEach(each -> context.say().accept("  besides: " + each));
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

  /** A person has approved what is about to happen to a server that the harness did not make. */
  @Override
  public Finding approval() throws SQLException {
    Stream<Decision> decisions = leftAlone.isPresent() ? Stream.of() : decisions().stream();
    Finding decided =
        change.approval(
            Stream.concat(planned().content(before()).stream(), besides.stream()).toList(),
            Stream.concat(decisions, decisionsBesides.stream()).toList());
    return decided.passed() && leftAlone.isEmpty()
        ? decided.and(Finding.of(change.window()))
        : decided;
  }

  private List<Decision> decisions() throws SQLException {
    Optional<String> followers =
        context.target().throwaway()
            ? Optional.empty()
            : FollowersCheck.restart(ServerSurroundings.read(context.connector(), context.clock()));
    return Decision.before(
        context.plan().pausePoints(), planned().settings(), before(), restarting(), followers);
  }

  private Decision.Restarting restarting() {
    return context
        .yours()
        .map(yours -> yours.restart().kind())
        .map(
            kind ->
                switch (kind) {
                  case START_AND_STOP, COMMAND, PATRONI -> Decision.Restarting.NOW;
                  case LATER -> Decision.Restarting.LATER;
                  case NEVER -> Decision.Restarting.NEVER;
                })
        .orElse(Decision.Restarting.NOW);
  }

  /**
   * The server restarts with the planned values.
   *
   * @throws dev.redline.postgres.ServerControlException if it does not even stop
   */
  @Override
  public Finding takeEffect() throws SQLException {
    Optional<Finding> left = leftAlone("the running server");
    Finding restarted = left.isPresent() ? left.get() : restarted();
    if (restarted.passed()) {
      after = ServerState.read(context.connector(), context.clock());
    }
    return restarted;
  }

  /** Every planned value is what the server runs with. */
  @Override
  public Finding inForce() throws Exception {
    return evidence.reasonAgainst().isPresent() || planned().settings().isEmpty()
        ? leftAlone("planned values").orElseThrow()
        : ChangingPhase.super.inForce();
  }

  /** No other setting has changed. */
  @Override
  public Finding nothingElseChanged() {
    return Finding.of(
        UnchangedCheck.ofSettings(change.before(), after(), mayDiffer()),
        change.kept("settings after", "pg_settings_after", after().settings()),
        Evidence.of("differences", ChangeFigures.settings(change.before(), after())));
  }

  /**
   * Those who answer the plan's questions can be asked: what a person is asked about must be
   * something that can be measured.
   */
  public Finding answerer() throws SQLException {
    Optional<Finding> left = leftAlone("who answers");
    return left.isPresent() ? left.get() : measurements().answerer();
  }

  /**
   * Who judges the answers can be trusted. If the server is to be changed, the judge must be there,
   * too: a change that cannot be judged is not begun.
   */
  public Finding judgeOfAnswers() {
    return leftAlone.isPresent() ? measurements().judge() : measurements().judgeAvailable();
  }

  /** Answers and searches, before the change and after it. */
  public StageMeasurements measurements() {
    if (measurements == null) {
      throw new WorkloadException(
          "There is nothing to measure this server with: gates/workload.yaml is not there. To have it"
              + " proposed: mvn verify -Dgroups=discovery -Daccept=workload");
    }
    return measurements;
  }

  /** What one of {@link #measurements} finds; see {@link PhaseChange#measured}. */
  public Finding measured(StageMeasurement what) throws Exception {
    return change.measured(() -> what.of(measurements()));
  }

  /** The unchanged server is measured; a member of a fleet beside a sibling, too. */
  public Finding measuredBefore() throws Exception {
    Finding measured = measured(StageMeasurements::before);
    Optional<SiblingPairs> pairs = siblings().filter(any -> leftAlone.isEmpty());
    return pairs.isPresent() && measured.passed()
        ? measured.and(change.measured(pairs.get()::before))
        : measured;
  }

  private Optional<SiblingPairs> siblings() {
    return context
        .member()
        .map(
            member ->
                new SiblingPairs(
                    context, member, phase.tag(), change.progress().hasPendingChange()));
  }

  /** One look at answers or searches. */
  @FunctionalInterface
  public interface StageMeasurement {
    /** Measures and judges. */
    Finding of(StageMeasurements measurements) throws Exception;
  }

  /** What is to be tried on a twin first; nothing if the server is left alone. */
  public List<PlannedSetting> toRehearse() {
    return leftAlone.isPresent() || change.progress().hasPendingChange()
        ? List.of()
        : planned().settings();
  }

  /**
   * Searches are not slower than before the change: in pairs against a twin that was not changed,
   * or else one after the other. A server that is left alone is not compared with itself.
   */
  public Finding slowdown(Rehearsal rehearsal) throws Exception {
    Optional<Finding> alone = leftAlone("slow-down");
    if (alone.isPresent()) {
      return alone.get();
    }
    Optional<SiblingPairs> siblings = siblings();
    if (siblings.isPresent()) {
      return change.measured(() -> measurements().decided(siblings.get().after()));
    }
    return rehearsal.canConfirm()
        ? measured(measurements -> measurements.decided(rehearsal.confirmed()))
        : measured(StageMeasurements::slowdown);
  }

  /**
   * Answers are not worse than before; where they are, a person decides whether that is accepted.
   */
  public Finding regression() {
    Finding finding = measurements().regression();
    boolean undecided =
        !finding.passed()
            && finding.obstacles().stream().allMatch(v -> v.status() == Status.PAUSED);
    if (!undecided) {
      return finding;
    }
    Verdict decision = change.decisions().regression(phase.tag(), change.hash());
    change.progress().about(change.hash(), context.approvals().account());
    return decision.passed()
        ? new Finding(List.of(decision), finding.evidence())
        : finding.and(Finding.of(decision));
  }

  /** The evidence that a later stage asks for is on record. */
  public Finding evidenceForLater() throws SQLException {
    return evidence.keep(measurements().cacheHits());
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

  /** Of a fleet the other members are a person's. */
  @Override
  public Finding completed(Finding decided) {
    return context
        .member()
        .map(member -> decided.and(Finding.of(member.left(planned().settings()))))
        .orElse(decided);
  }

  private Finding restarted() throws SQLException {
    Restart restart = new Restart(context);
    if (!restart.isOurs()) {
      return Finding.of(restart.reloaded(phase.tag(), planned().names()));
    }
    change.progress().restarting();
    long began = System.nanoTime();
    Verdict restarted = restart.verdict();
    if (measurements != null) {
      measurements.restarted(new RestartTimes(began, System.nanoTime()));
    }
    Finding finding = Finding.of(restarted);
    return context
        .member()
        .filter(member -> finding.passed())
        .map(member -> finding.and(member.inOrder()))
        .orElse(finding);
  }

  private Optional<Finding> leftAlone(String subject) {
    return leftAlone.map(reason -> new LeftAlone(subject, reason).finding());
  }

  private Set<String> mayDiffer() {
    Set<String> mayDiffer = new HashSet<>(context.mayDiffer());
    mayDiffer.addAll(planned().names());
    mayDiffer.addAll(context.plan().derivedFrom(planned().names()));
    return mayDiffer;
  }

  /** What a change that waits for its commit began with, too: its values stay what they were. */
  private SettingsSnapshot before() {
    return change.before().settings();
  }

  private ServerState after() {
    return required(after, "takeEffect");
  }

  private PlannedChange planned() {
    return required(planned, "dryRun");
  }

  private static <T> T required(@Nullable T value, String step) {
    if (value == null) {
      throw new IllegalStateException("Step " + step + " has to run first.");
    }
    return value;
  }
}
