package dev.redline.run;

import dev.redline.plan.MemorySize;
import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import dev.redline.plan.PlannedSetting;
import dev.redline.plan.StagePlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.Target;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stage on its way through a server. The methods are the steps, in their order; each may be
 * called once, after the one before it has passed.
 */
public final class TuningStage {

  private final Phase phase;
  private final StagePlan stage;
  private final Plan plan;
  private final Target target;
  private final Clock clock;
  private final Consumer<String> say;
  private final @Nullable StageMeasurements measurements;

  private @Nullable ServerState before;
  private @Nullable ServerState after;
  private @Nullable Change change;
  private boolean applied;
  private boolean restarted;

  /**
   * A stage that has not begun.
   *
   * @param phase one that has a stage
   * @param workload empty: the stage can look, but not measure
   * @param say told what a person should see before anything is changed
   */
  public TuningStage(
      Phase phase,
      Plan plan,
      Target target,
      Optional<Workload> workload,
      Clock clock,
      Consumer<String> say) {
    this.phase = phase;
    this.stage = phase.stage().orElseThrow();
    this.plan = plan;
    this.target = target;
    this.clock = clock;
    this.say = say;
    this.measurements =
        workload.map(load -> new StageMeasurements(plan, target.connector(), load)).orElse(null);
  }

  /** The server is one that the harness may change. */
  public Finding mayBeChanged() {
    String subject = "permission to change the server";
    String required = "a server that the harness made";
    return Finding.of(
        target.control().isPresent()
            ? Verdict.pass(subject, target.description(), required)
            : Verdict.fail(
                subject,
                "read only: " + target.description(),
                required,
                "run -Dgroups=discovery on it; to try the stage on a throwaway server, unset"
                    + " DATABASE_URL and POSTGRES_DSN or add -Dtarget=local"));
  }

  /** Settings, vector indexes and row counts before the change are on record. */
  public Finding recordState() throws SQLException {
    before = ServerState.read(connector(), clock);
    return Finding.of(
        Verdict.none(
            "tables with vectors that hold no row",
            before.rows().byTable().entrySet().stream()
                .filter(table -> table.getValue() == 0)
                .toList(),
            "none, or a loss would go unnoticed",
            "load data first"),
        kept("settings before", "pg_settings_before", before.settings()),
        kept("vector indexes before", "vector_indexes_before", before.vectorIndexes()),
        Evidence.of("row counts before", before.rows()));
  }

  /** What would change; says so where memory at worst is more than the host has. */
  public Finding dryRun() {
    List<PlannedSetting> planned = plannedSettings();
    DryRun dryRun = DryRun.of(stage.stage(), planned, state().settings(), hostMemory());
    change =
        new ConfigurationChange(
            control().files(),
            String.valueOf(state().settings().setting("config_file").setting()),
            "stage " + stage.stage() + " of plan " + plan.id(),
            planned);
    say.accept(dryRun.toString());
    return Finding.of(
        Verdict.none(
            "planned settings that this server does not have",
            planned.stream()
                .map(PlannedSetting::name)
                .filter(name -> !state().settings().settings().containsKey(name))
                .toList(),
            "none",
            "take them out of the stage"),
        kept("dry run", "dry_run", dryRun),
        Evidence.of("dry run as text", dryRun.toString()));
  }

  /** Nobody else owns a planned setting. */
  public Finding ownership() throws SQLException {
    try (Connection connection = connector().open(ApplicationName.CONTROL)) {
      return change().mayApply(connection);
    }
  }

  /** postgresql.conf has a backup that is equal byte for byte. */
  public Finding backUp() {
    return change().keepOriginal();
  }

  /** postgresql.conf holds the planned values. */
  public Finding edit() {
    applied = true;
    return change().apply();
  }

  /** The server itself would take them. */
  public Finding validate() throws SQLException {
    try (Connection connection = connector().open(ApplicationName.CONTROL)) {
      return change().accepted(connection);
    }
  }

  /**
   * The server restarts with the planned values.
   *
   * @throws dev.redline.postgres.ServerControlException if it does not even stop
   */
  public Finding restart() throws SQLException {
    String subject = "restart";
    String required =
        "accepts connections within " + plan.target().startPatience().toSeconds() + " s";
    long start = System.nanoTime();
    restarted = true;
    control().process().stop(plan.target().stopPatience());
    try {
      control().process().start(plan.target().startPatience());
    } catch (ServerStartException e) {
      return Finding.of(
          Verdict.fail(
              subject,
              String.valueOf(e.getMessage()),
              required,
              "lower the values in gates/stages, or scale them: -Dscale=memory"));
    }
    after = ServerState.read(connector(), clock);
    long millis = (System.nanoTime() - start) / 1_000_000;
    return Finding.of(Verdict.pass(subject, "after %d ms".formatted(millis), required));
  }

  /** Every planned value is what the server runs with. */
  public Finding inForce() {
    return change().inForce(stateAfter().settings());
  }

  /** No other setting has changed. */
  public Finding nothingElseChanged() {
    return Finding.of(
        Survival.ofSettings(state(), stateAfter(), mayDiffer()),
        kept("settings after", "pg_settings_after", stateAfter().settings()),
        Evidence.of("differences", stateAfter().settings().differencesFrom(state().settings())));
  }

  /** Rows and indexes are as they were. */
  public Finding dataIsThere() throws SQLException {
    ServerState now = ServerState.read(connector(), clock);
    return Finding.of(
        Survival.ofData(state(), now),
        kept("vector indexes after", "vector_indexes_after", now.vectorIndexes()));
  }

  /** Puts the server back if anything was applied; empty if nothing was. */
  public Optional<RollbackReport> rollBack() {
    if (!applied || change == null || before == null) {
      return Optional.empty();
    }
    Rollback rollback = new Rollback(plan, target, control(), clock);
    return Optional.of(
        restarted ? rollback.withRestart(change, before) : rollback.ofFiles(change, before));
  }

  /** Answers and searches, before the change and after it. */
  public StageMeasurements measurements() {
    return required(measurements, "mayBeChanged");
  }

  private Set<String> mayDiffer() {
    List<String> names = plannedSettings().stream().map(PlannedSetting::name).toList();
    Set<String> mayDiffer = new HashSet<>(plan.derivedFrom(names));
    mayDiffer.addAll(names);
    return mayDiffer;
  }

  private List<PlannedSetting> plannedSettings() {
    SettingsSnapshot now = state().settings();
    return stage.forServer(
        hostMemory(),
        (name, value) -> {
          Setting setting = now.settings().get(name);
          return setting != null && setting.allowed().contains(value);
        });
  }

  private Optional<MemorySize> hostMemory() {
    return plan.target()
        .hostMemory()
        .or(() -> target.memory().map(memory -> new MemorySize(memory.bytes())));
  }

  private Evidence kept(String name, String file, Object content) {
    return Evidence.kept(
        name, "system_diagnostics/%s_%s.json".formatted(phase.tag(), file), content);
  }

  private Connector connector() {
    return target.connector();
  }

  private ServerControl control() {
    return target.control().orElseThrow();
  }

  private ServerState state() {
    return required(before, "recordState");
  }

  private ServerState stateAfter() {
    return required(after, "restart");
  }

  private Change change() {
    return required(change, "dryRun");
  }

  private static <T> T required(@Nullable T value, String step) {
    if (value == null) {
      throw new IllegalStateException("Step " + step + " has to run first.");
    }
    return value;
  }
}
