package dev.redline.phase.isolation;

import dev.redline.change.PhaseContext;
import dev.redline.ltst.LoadPlan;
import dev.redline.ltst.LtstSchema;
import dev.redline.phase.isolation.Interference.Beside;
import dev.redline.phase.isolation.IsolatedWorkloads.Caches;
import dev.redline.plan.Plan;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both workloads at work on a server on which each has its role. The methods are the steps, in
 * their order; each may be called once, after the one before it has passed.
 */
public final class InterferencePhase {

  private final PhaseContext context;
  private final Plan plan;
  private final IsolationConfig config;
  private final Isolation isolation;
  private final InterferenceCheck judge;
  private @Nullable IsolatedWorkloads workloads;
  private @Nullable InterferenceRun run;
  private @Nullable Interference measured;

  /**
   * @param isolation whose roles have been created once the first step is called
   */
  public InterferencePhase(PhaseContext context, Isolation isolation) {
    this.context = context;
    this.plan = context.plan();
    this.config = plan.isolation();
    this.isolation = isolation;
    this.judge = new InterferenceCheck(config.interference());
  }

  /** LTST has conversations in a schema of its own, written, compacted under its role. */
  public Finding conversations() throws SQLException {
    IsolatedWorkloads both = new IsolatedWorkloads(context);
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      isolation.schema().create(connection, config.ltst().name());
    }
    LoadPlan load = both.ltst(isolation.as(config.ltst()), isolation.schema());
    List<Long> conversations = load.prepare();
    workloads = both;
    run =
        new InterferenceRun(
            plan,
            both.evaluation(),
            isolation.as(config.evaluation()),
            load,
            conversations,
            line -> {});
    String begun = Integer.toString(conversations.size());
    String wanted = Integer.toString(config.load().conversations());
    return Finding.of(
        begun.equals(wanted)
            ? Verdict.pass("conversations of LTST", begun, wanted)
            : Verdict.inconclusive("conversations of LTST", begun, wanted, "run it again"));
  }

  /** Evaluation and searches are measured alone, beside guarded and beside unguarded load. */
  public Finding measure() throws SQLException {
    Interference seen = run().measure();
    measured = seen;
    context.say().accept(summary(seen));
    return Finding.of(
        List.of(
            judge.loaded(seen.guarded(), "under the guard"),
            judge.loaded(seen.unguarded(), "without the guard")),
        Evidence.kept("interference", "system_diagnostics/isolation_interference.json", seen),
        Evidence.of("interference as time went on", seen.timeline()));
  }

  /** No more operations ran at once than the guard allows. */
  public Finding atOnce() {
    return Finding.of(judge.atOnce(measured().guarded(), config.guard().operations()));
  }

  /** No heavy job ran beside an evaluation. */
  public Finding heavy() {
    return Finding.of(InterferenceCheck.heavy(measured().guarded()));
  }

  /** Answers are those that an evaluation alone gives. */
  public Finding answers() {
    return notJudged("answers beside guarded load")
        .map(Finding::of)
        .orElseGet(() -> Finding.of(judge.scores(measured())));
  }

  /**
   * Searches are not slowed down beyond the limit. What seems too slow is measured again: only what
   * stays slow beside load counts.
   */
  public Finding slowdown() throws SQLException {
    return new SlowdownAttempts(judge, config.interference()).judged(measured(), run()::measure);
  }

  /** What stands in the place of answers that nobody judges here; empty: they are judged. */
  private Optional<Verdict> notJudged(String subject) {
    return context
        .workload()
        .flatMap(Workload::notJudged)
        .map(
            because ->
                Verdict.pass(
                    subject, "not judged, because: " + because, "judged, or the plan's reason"));
  }

  /** What both compete for, under their roles. */
  public Finding contention() throws SQLException {
    return new ContentionMeasurement(context)
        .underRoles(
            workloads(),
            isolation.as(config.evaluation()),
            isolation.as(config.ltst()),
            isolation.schema());
  }

  /** Each workload has used its own cache, and neither has written to the other's. */
  public Finding caches() {
    Caches caches = workloads().caches();
    return Finding.of(
        List.of(
            CacheCheck.apart(caches),
            Verdict.none(
                "entries of both caches",
                new ArrayList<>(caches.shared()),
                "none",
                "empty both folders, and find out who writes to the other's"),
            notJudged("cache of evaluation")
                .orElseGet(
                    () ->
                        CacheCheck.used(
                            "evaluation", caches.evaluation(), caches.askedByEvaluation())),
            CacheCheck.used("LTST", caches.ltst(), caches.askedByLtst())),
        Evidence.of("caches", caches));
  }

  /** The load's schema is gone; a session that stands in the way is named. */
  public Finding cleanedUp() throws SQLException {
    LtstSchema schema = isolation.schema();
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return Finding.of(
          Verdict.none(
              "sessions that keep schema %s from being dropped".formatted(schema.name()),
              schema.dropUnlessHeld(connection),
              "none",
              "end them: SELECT pg_catalog.pg_terminate_backend(pid); then: " + schema.drop()));
    }
  }

  private static String summary(Interference seen) {
    return "Searches: p95 in ms alone, beside guarded load, beside unguarded load: %s; LTST: %s guarded, %s unguarded"
        .formatted(String.join(", ", seen.p95s()), loads(seen.guarded()), loads(seen.unguarded()));
  }

  private static String loads(Beside beside) {
    return beside.loads().toString();
  }

  private IsolatedWorkloads workloads() {
    return required(workloads, "conversations");
  }

  private InterferenceRun run() {
    return required(run, "conversations");
  }

  private Interference measured() {
    return required(measured, "measure");
  }

  private static <T> T required(@Nullable T value, String step) {
    return Objects.requireNonNull(value, () -> "Step " + step + " has to run first.");
  }
}
