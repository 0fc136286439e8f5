package dev.redline.phase.observability;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangeRequest;
import dev.redline.change.ChangingPhase;
import dev.redline.change.ObjectChange;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.plan.ObservabilityConfig;
import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SqlState;
import dev.redline.quoting.ServerWords;
import dev.redline.search.WorkloadException;
import dev.redline.target.Placement;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import dev.redline.workload.Workload;
import dev.redline.workload.pairs.PairFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Seeing which statements cost what: the settings of a stage, the extension pg_stat_statements,
 * three views and the log. Extension and views are created before the restart that loads the
 * library: both can be, and are of use from then on.
 */
public final class Observability implements ChangingPhase {

  private static final List<String> OBJECTS =
      List.of(
          "extension pg_stat_statements", "views " + String.join(", ", ObservabilityObjects.VIEWS));
  private static final String INDEXES =
      "indexes that the evidence calls for: built CONCURRENTLY, measured and dropped again";

  private final Connector connector;
  private final Optional<Workload> workload;
  private final Plan plan;
  private final ObservabilityConfig config;
  private final PhaseChange change;
  private final Path views;
  private final Placement placement;
  private final TuningStage settings;
  private @Nullable ObservabilityObjects before;

  /**
   * Changes nothing yet.
   *
   * @param settings the stage of this phase
   */
  public Observability(PhaseContext context, PhaseChange change, TuningStage settings) {
    this.settings = settings;
    this.connector = context.connector();
    this.workload = context.workload();
    this.plan = context.plan();
    this.config = plan.observability();
    this.change = change;
    this.views = context.fixtures().resolve("observability");
    this.placement = context.placement();
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  /** What the settings become, and what is created besides. */
  @Override
  public ChangeRequest request() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      before = ObservabilityObjects.read(connection);
    }
    Decision indexes = Decision.about("indexes", INDEXES);
    return settings
        .request()
        .besides(
            Stream.concat(OBJECTS.stream(), Stream.of(INDEXES)).toList(),
            before.complete()
                ? List.of(indexes)
                : List.of(Decision.about("create", String.join("; ", OBJECTS)), indexes));
  }

  @Override
  public Finding dryRun() throws Exception {
    return ChangingPhase.super.dryRun().with(List.of(Evidence.of("there before", before())));
  }

  @Override
  public List<Change> changes() {
    return Stream.concat(settings.changes().stream(), objects().stream()).toList();
  }

  private List<ObjectChange> objects() {
    return ObservabilityObjects.changes(connector, views);
  }

  @Override
  public Optional<String> leftAlone(Change each) {
    return each instanceof ObjectChange object
        ? Optional.of("it is there").filter(reason -> before().holds(object))
        : settings.leftAlone(each);
  }

  private ObservabilityObjects before() {
    return Objects.requireNonNull(before, "Step dryRun has to run first.");
  }

  /** Of the settings; what is created has a gate of its own, {@link #mayBeCreated}. */
  @Override
  public Finding ownership() throws SQLException {
    return settings.ownership();
  }

  @Override
  public Finding approval() throws Exception {
    return settings.approval();
  }

  @Override
  public Finding takeEffect() throws SQLException {
    return settings.takeEffect();
  }

  /** The planned values, the extension and the views are there. */
  @Override
  public Finding inForce() throws Exception {
    Finding all = settings.inForce();
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      for (ObjectChange object : objects()) {
        all = all.and(object.accepted(connection));
      }
    }
    return all;
  }

  @Override
  public Finding nothingElseChanged() throws SQLException {
    return settings.nothingElseChanged();
  }

  @Override
  public Finding commit() throws Exception {
    return settings.commit();
  }

  /**
   * What is to be created can be created, and replaces nothing of somebody else's; what is to be
   * counted can be.
   */
  public Finding mayBeCreated() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      ObservabilityObjects now = ObservabilityObjects.read(connection);
      List<Verdict> verdicts = new ArrayList<>();
      verdicts.add(
          Verdict.none(
              "relations that are called like the views and are others",
              now.foreign(),
              "none",
              "rename or drop them"));
      verdicts.add(ObservabilityRights.read(connection).judge(now));
      if (workload.isPresent()) {
        verdicts.add(countable());
      }
      return Finding.of(verdicts);
    }
  }

  /** Coverage counts scans of a vector index. */
  private Verdict countable() throws SQLException {
    String subject = "a search whose scans the server counts";
    String required = "one that goes through a vector index, or coverage cannot be judged";
    try {
      int scans = probe().scansOfOne();
      return Verdict.pass(subject, scans + " scans a search", required);
    } catch (WorkloadException e) {
      return Verdict.inconclusive(
          subject,
          String.valueOf(e.getMessage()),
          required,
          "add one to gates/workload.yaml; while tables are small, there is little to observe");
    }
  }

  private CoverageProbe probe() {
    return new CoverageProbe(
        connector,
        plan.latency().policy(),
        load(),
        config.coverageSearches(),
        config.measurement().k());
  }

  /** What an application's session runs is found in pg_stat_statements, call by call. */
  public Finding visible() throws SQLException {
    VisibleCalls calls = VisibleCalls.take(connector);
    return Finding.of(calls.judge(), Evidence.of("calls of the evaluation's session", calls));
  }

  /** pg_stat_statements sees the share of activity that the plan asks for. */
  public Finding coverage() throws SQLException {
    Coverage coverage = probe().take();
    return Finding.of(
        new CoverageCheck(config.coverage()).judge(coverage), Evidence.of("coverage", coverage));
  }

  /** Counting statements does not slow searches by more than the plan allows. */
  public Finding overhead() throws SQLException {
    try {
      return measuredOverhead();
    } catch (SQLException e) {
      if (!SqlState.INSUFFICIENT_PRIVILEGE.of(e)) {
        throw e;
      }
      return Finding.of(
          Verdict.inconclusive(
              "time that pg_stat_statements adds to a vector search",
              ServerWords.of(e),
              "an account that may switch it off",
              "GRANT SET ON PARAMETER pg_stat_statements.track to the account"));
    }
  }

  private Finding measuredOverhead() throws SQLException {
    OverheadCheck check = new OverheadCheck(config, plan.latency().slowdown().alpha());
    OverheadSamples samples =
        new OverheadProbe(
                connector,
                plan.latency().policy(),
                load(),
                check,
                placement,
                plan.latency().seed(),
                System::nanoTime)
            .take();
    WritesItself pairs = path -> PairFile.write(path, "overhead", samples.pairs().samples());
    return Finding.of(
        check.judge(samples),
        Evidence.kept("overhead", "system_diagnostics/observability_overhead.csv", pairs));
  }

  /** Each view shows what goes on. */
  public Finding views() throws SQLException {
    Map<String, List<Map<String, String>>> rows =
        new ViewsProbe(connector, load().searches().main(connector).search().rows()).take();
    List<String> silent =
        rows.entrySet().stream()
            .filter(view -> view.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return Finding.of(
        Verdict.none(
            "views that do not show what goes on",
            silent,
            "none: a session in its transaction, one that waits for it, and searches",
            "look at the rows in psql, as their files in fixtures/observability say"),
        Evidence.of("rows", rows));
  }

  /** A statement that is slower than the plan allows silently leaves a line in the log. */
  public Finding logging() throws SQLException {
    SlowStatement statement = SlowStatement.run(connector, config.slowStatement());
    return Finding.of(
        new LoggingCheck(config.slowStatement()).judge(statement),
        Evidence.of("slow statement", statement));
  }

  private Workload load() {
    return workload.orElseThrow(
        () ->
            new IllegalStateException(
                "There is nothing to measure this server with: there is no"
                    + " gates/workload.yaml."));
  }
}
