package dev.redline.run;

import dev.redline.plan.Phase;
import dev.redline.plan.PlannedSetting;
import dev.redline.plan.StagePlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.run.RunState.PendingChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stage on its way through a server. The methods are the steps, in their order; each may be
 * called once, after the one before it has passed. Where every planned value is in force already,
 * the steps that would change the server leave it alone.
 */
public final class TuningStage {

  private final StageContext context;
  private final Phase phase;
  private final StagePlan stage;
  private final PhaseProgress progress;
  private final @Nullable StageMeasurements measurements;

  private @Nullable ServerState before;
  private @Nullable ServerState after;
  private @Nullable PlannedChange planned;

  /**
   * A stage that has not begun.
   *
   * @param phase one that has a stage
   */
  public TuningStage(Phase phase, StageContext context) {
    this.context = context;
    this.phase = phase;
    this.stage = phase.stage().orElseThrow();
    this.progress = new PhaseProgress(phase.tag(), context.store(), context.clock());
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
                            context.keep(), phase.tag(), progress, context.clock())))
            .orElse(null);
  }

  /** What the stage would do to this server. */
  private record PlannedChange(
      List<PlannedSetting> settings, Change change, String hash, boolean inForceAlready) {}

  /** The server is one that the harness may change. */
  public Finding mayBeChanged() {
    String subject = "permission to change the server";
    String required =
        "a server that the harness made, or one that gates/target.yaml says how to restart";
    String description = context.target().description();
    Optional<PendingChange> elsewhere = progress.pendingElsewhere();
    if (elsewhere.isPresent()) {
      String other = elsewhere.get().phase();
      return Finding.of(
          Verdict.paused(
              "changes that wait for their commit",
              other,
              "none of another phase",
              "mvn verify -Dgroups=%s -Dapprove=commit, or -Ddecline=commit".formatted(other)));
    }
    return Finding.of(
        context.target().control().isPresent()
            ? Verdict.pass(subject, description, required)
            : Verdict.fail(
                subject,
                "read only: " + description,
                required,
                "run -Dgroups=discovery on it; to try the stage on a throwaway server, unset"
                    + " DATABASE_URL and POSTGRES_DSN or add -Dtarget=local"));
  }

  /**
   * Settings, vector indexes and row counts before the change are on record. For a change that
   * waits for its commit they are those from before it was applied.
   */
  public Finding recordState() throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    before = progress.pending().map(TuningStage::keptState).orElse(now);
    return Finding.of(
        Verdict.none(
            "tables with vectors that hold no row",
            now.rows().byTable().entrySet().stream()
                .filter(table -> table.getValue() == 0)
                .toList(),
            "none, or a loss would go unnoticed",
            "load data first"),
        kept("settings before", "pg_settings_before", before().settings()),
        kept("vector indexes before", "vector_indexes_before", before().vectorIndexes()),
        Evidence.of("row counts before", before().rows()));
  }

  /** What would change; says so where memory at worst is more than the host has. */
  public Finding dryRun() throws SQLException {
    SettingsSnapshot now = ServerState.read(context.connector(), context.clock()).settings();
    List<PlannedSetting> settings = plannedSettings(now);
    Finding known =
        Finding.of(
            Verdict.none(
                "planned settings that this server does not have",
                settings.stream()
                    .map(PlannedSetting::name)
                    .filter(name -> !now.settings().containsKey(name))
                    .toList(),
                "none",
                "take them out of the stage"));
    if (!known.passed()) {
      return known;
    }
    DryRun dryRun = DryRun.of(stage.stage(), settings, now, context.hostMemory());
    context.say().accept(dryRun.toString());
    planned = plannedChange(settings, now);
    return known.and(
        new Finding(
            known.verdicts(),
            List.of(
                kept("dry run", "dry_run", dryRun),
                Evidence.of("dry run as text", dryRun.toString()))));
  }

  /** Nobody else owns a planned setting. */
  public Finding ownership() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return planned().change().mayApply(connection);
    }
  }

  /** A person has approved what is about to happen to a server that the harness did not make. */
  public Finding approval() {
    if (context.target().throwaway()) {
      return Finding.of(noApprovalNeeded("a throwaway server"));
    }
    if (progress.pending().isPresent()
        && context.approvals().declines(Decisions.COMMIT, planned().hash())) {
      return Finding.of(decisions().commit(phase.tag(), planned().hash()));
    }
    if (planned().inForceAlready()) {
      return Finding.of(noApprovalNeeded("nothing to change"));
    }
    Finding decisions =
        Finding.of(decisions().beforeChange(phase.tag(), planned().hash(), planned().settings()));
    progress.about(planned().hash());
    return decisions;
  }

  /** postgresql.conf has a backup that is equal byte for byte. */
  public Finding backUp() {
    if (planned().inForceAlready()) {
      return Finding.of(leftAlone("backup of postgresql.conf"));
    }
    Optional<PendingChange> earlier = progress.pending();
    progress.touch(earlier.orElseGet(this::pendingChange));
    return planned().change().keepOriginal();
  }

  /** postgresql.conf holds the planned values. */
  public Finding edit() {
    return planned().inForceAlready()
        ? Finding.of(leftAlone("postgresql.conf"))
        : planned().change().apply();
  }

  /** The server itself would take them. */
  public Finding validate() throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return planned().change().accepted(connection);
    }
  }

  /**
   * The server restarts with the planned values.
   *
   * @throws dev.redline.postgres.ServerControlException if it does not even stop
   */
  public Finding restart() throws SQLException {
    if (planned().inForceAlready()) {
      after = ServerState.read(context.connector(), context.clock());
      return Finding.of(leftAlone("the running server"));
    }
    progress.restarting();
    Verdict restarted = restarted();
    if (restarted.passed()) {
      after = ServerState.read(context.connector(), context.clock());
    }
    return Finding.of(restarted);
  }

  /** Every planned value is what the server runs with. */
  public Finding inForce() {
    Finding finding = planned().change().inForce(after().settings());
    if (finding.passed() && progress.state() == PhaseState.CHANGING) {
      progress.become(PhaseState.PROVING);
    }
    return finding;
  }

  /** No other setting has changed. */
  public Finding nothingElseChanged() {
    return Finding.of(
        Survival.ofSettings(before(), after(), mayDiffer()),
        kept("settings after", "pg_settings_after", after().settings()),
        Evidence.of("differences", after().settings().differencesFrom(before().settings())));
  }

  /** Rows and indexes are as they were. */
  public Finding dataIsThere() throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    return Finding.of(
        Survival.ofData(before(), now),
        kept("vector indexes after", "vector_indexes_after", now.vectorIndexes()));
  }

  /** The change stays: at once on a throwaway server, by a person's decision on any other. */
  public Finding commit() {
    Verdict verdict =
        context.target().throwaway() || progress.pending().isEmpty()
            ? noApprovalNeeded("nothing to decide")
            : decisions().commit(phase.tag(), planned().hash());
    if (verdict.passed()) {
      progress.settle(PhaseState.PASSED);
    }
    return Finding.of(verdict);
  }

  /**
   * Who judges the answers can be trusted. If the server is to be changed, the judge must be there,
   * too: a change that cannot be judged is not begun.
   */
  public Finding judgeOfAnswers() {
    return planned().inForceAlready() ? measurements().judge() : measurements().judgeAvailable();
  }

  /** Answers and searches, before the change and after it. */
  public StageMeasurements measurements() {
    if (measurements == null) {
      throw new IllegalStateException(
          "There is nothing to measure this server with: it lacks the tables of fixtures/schema.");
    }
    return measurements;
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
    Verdict decision = decisions().regression(phase.tag(), planned().hash());
    progress.about(planned().hash());
    return decision.passed()
        ? new Finding(List.of(decision), finding.evidence())
        : finding.and(Finding.of(decision));
  }

  /** Keeps what is there, because a person has to decide: nothing is put back. */
  public void pause() {
    boolean untouched = progress.state() == PhaseState.RUNNING && progress.pending().isEmpty();
    progress.become(untouched ? PhaseState.AWAITING_APPROVAL : PhaseState.AWAITING_DECISION);
  }

  /** Puts the server back if anything was changed; empty if nothing was. */
  public Optional<RollbackReport> rollBack() {
    Optional<PendingChange> pending = progress.pending();
    if (pending.isEmpty()) {
      if (progress.state() == PhaseState.RUNNING) {
        progress.become(PhaseState.STOPPED);
      }
      return Optional.empty();
    }
    return Optional.of(new Rollback(context, progress).of(pending.get()));
  }

  private PlannedChange plannedChange(List<PlannedSetting> settings, SettingsSnapshot now) {
    String file = String.valueOf(now.setting("config_file").setting());
    KeptOriginal original =
        progress
            .pending()
            .map(PendingChange::original)
            .orElseGet(() -> KeptOriginal.of(file, context.control().files()));
    String purpose = "stage %s of plan %s".formatted(stage.stage(), context.plan().id());
    Change change = new ConfigurationChange(context.control().files(), original, purpose, settings);
    String hash =
        ChangeHash.of(context.plan().id(), phase.tag(), now.server().systemIdentifier(), settings);
    return new PlannedChange(settings, change, hash, change.inForce(now).passed());
  }

  private PendingChange pendingChange() {
    KeptState kept =
        KeptState.write(context.keep().resolve("before-" + phase.tag() + ".json"), before());
    KeptOriginal original =
        KeptOriginal.of(
            String.valueOf(before().settings().setting("config_file").setting()),
            context.control().files());
    return new PendingChange(
        phase.tag(),
        original,
        kept.file().toString(),
        kept.sha256(),
        false,
        context.clock().instant());
  }

  private Verdict restarted() {
    long patience = context.plan().target().startPatience().toSeconds();
    String required = "accepts connections within " + patience + " s";
    long start = System.nanoTime();
    context.control().process().stop(context.plan().target().stopPatience());
    try {
      context.control().process().start(context.plan().target().startPatience());
    } catch (ServerStartException e) {
      return Verdict.fail(
          "restart",
          String.valueOf(e.getMessage()),
          required,
          "lower the values in gates/stages, or scale them: -Dscale=memory");
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    return Verdict.pass("restart", "after %d ms".formatted(millis), required);
  }

  private static ServerState keptState(PendingChange pending) {
    return new KeptState(java.nio.file.Path.of(pending.state()), pending.stateSha256()).read();
  }

  private Decisions decisions() {
    return new Decisions(
        context.plan().pausePoints(), context.approvals(), context.store(), context.clock());
  }

  private static Verdict noApprovalNeeded(String reason) {
    return Verdict.pass("approval", "none is needed: " + reason, "one for each decision");
  }

  private static Verdict leftAlone(String subject) {
    return Verdict.pass(
        subject, "left alone: every planned value is in force", "as the stage plans it");
  }

  private Set<String> mayDiffer() {
    List<String> names = planned().settings().stream().map(PlannedSetting::name).toList();
    Set<String> mayDiffer = new HashSet<>(context.plan().derivedFrom(names));
    mayDiffer.addAll(names);
    if (context.target().throwaway()) {
      mayDiffer.add("port"); // the harness looks for a free one whenever it starts its server
    }
    return mayDiffer;
  }

  private List<PlannedSetting> plannedSettings(SettingsSnapshot now) {
    return stage.forServer(
        context.hostMemory(),
        (name, value) -> {
          Setting setting = now.settings().get(name);
          return setting != null && setting.allowed().contains(value);
        });
  }

  private Evidence kept(String name, String file, Object content) {
    return Evidence.kept(
        name, "system_diagnostics/%s_%s.json".formatted(phase.tag(), file), content);
  }

  private ServerState before() {
    return required(before, "recordState");
  }

  private ServerState after() {
    return required(after, "restart");
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
