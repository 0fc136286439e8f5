package dev.redline.junit;

import dev.redline.approval.Acceptance;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.health.ServerHealth;
import dev.redline.phase.answers.EvaluationRun;
import dev.redline.phase.answers.ReadOnlyMeasurement;
import dev.redline.phase.calibrate.Calibration;
import dev.redline.phase.discovery.ConnectionAudit;
import dev.redline.phase.discovery.SourceAudit;
import dev.redline.phase.discovery.WorkloadDiscovery;
import dev.redline.phase.index.IndexEvidence;
import dev.redline.phase.isolation.ContentionMeasurement;
import dev.redline.phase.isolation.InterferencePhase;
import dev.redline.phase.isolation.Isolation;
import dev.redline.phase.observability.Observability;
import dev.redline.phase.policy.PolicyOff;
import dev.redline.phase.policy.QueryTimePolicy;
import dev.redline.phase.propose.Propose;
import dev.redline.phase.resolver.AdoptionTrial;
import dev.redline.phase.rollback.RollbackScenarios;
import dev.redline.phase.tuning.Rehearsal;
import dev.redline.phase.tuning.TuningStage;
import dev.redline.phase.watch.Watch;
import dev.redline.plan.ProposeRules;
import dev.redline.plan.WatchConfig;
import dev.redline.record.attest.SignatureAudit;
import dev.redline.record.journal.JournalAudit;
import dev.redline.record.quality.QualityChecklist;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What a gate may take as a parameter besides its record, and how each is made. */
final class GateParameters {

  private static final Map<Class<?>, Function<PhaseScope, ?>> ON_A_SERVER =
      Map.ofEntries(
          subject(ServerHealth.class, of -> of.context().health()),
          subject(ConnectionAudit.class, GateParameters::connectionAudit),
          subject(SourceAudit.class, GateParameters::sourceAudit),
          subject(
              AdoptionTrial.class,
              of ->
                  new AdoptionTrial(
                      of.context().fixtures().resolve("resolver"), of.context().say())),
          subject(ContentionMeasurement.class, of -> new ContentionMeasurement(of.context())),
          subject(
              WorkloadDiscovery.class,
              of ->
                  new WorkloadDiscovery(
                      of.context(),
                      of.conditions().gates(),
                      Acceptance.from(of.conditions().properties()).workload())),
          subject(Isolation.class, of -> new Isolation(of.context(), of.get(PhaseChange.class))),
          subject(
              InterferencePhase.class,
              of -> new InterferencePhase(of.context(), of.get(Isolation.class))),
          subject(PhaseChange.class, of -> new PhaseChange(of.tag(), of.context())),
          subject(
              RollbackScenarios.class,
              of ->
                  new RollbackScenarios(
                      of.context(), of.get(PhaseChange.class), of.get(TuningStage.class))),
          subject(
              TuningStage.class,
              of -> new TuningStage(of.phase(), of.context(), of.get(PhaseChange.class))),
          subject(Calibration.class, of -> new Calibration(of.context())),
          subject(Watch.class, GateParameters::watch),
          subject(Rehearsal.class, of -> new Rehearsal(of.tag(), of.context())),
          subject(QueryTimePolicy.class, of -> new QueryTimePolicy(of.context())),
          subject(PolicyOff.class, of -> new PolicyOff(of.context())),
          subject(Propose.class, GateParameters::propose),
          subject(ReadOnlyMeasurement.class, of -> new ReadOnlyMeasurement(of.context())),
          subject(
              Observability.class,
              of ->
                  new Observability(
                      of.context().target().connector(),
                      of.context().workload(),
                      of.context().plan(),
                      of.get(PhaseChange.class),
                      of.context().fixtures().resolve("observability"),
                      of.context().placement())),
          subject(
              IndexEvidence.class,
              of ->
                  new IndexEvidence(
                      of.context().target().connector(),
                      of.get(PhaseChange.class),
                      of.context().plan().observability().indexes(),
                      of.context().acceptedIndexes())));

  /** A gate that takes one of them needs no server. */
  private static final Map<Class<?>, Function<GateRun, ?>> WITHOUT_A_SERVER =
      Map.of(
          EvaluationRun.class,
          run -> run.evaluation().run(),
          JournalAudit.class,
          GateRun::journalAudit,
          SignatureAudit.class,
          GateRun::signatureAudit,
          QualityChecklist.class,
          GateRun::checklist);

  private GateParameters() {}

  private static <T> Map.Entry<Class<?>, Function<PhaseScope, ?>> subject(
      Class<T> type, Function<PhaseScope, T> make) {
    return Map.entry(type, make);
  }

  private static ConnectionAudit connectionAudit(PhaseScope of) {
    RunConditions conditions = of.conditions();
    return new ConnectionAudit(
        NamedServer.resolution(conditions),
        NamedServer.auditFile(conditions),
        of.context(),
        conditions.properties().getOrDefault("groups", of.tag()));
  }

  private static Propose propose(PhaseScope of) {
    PhaseContext context = of.context();
    return new Propose(
        context.target().connector(),
        context.plan(),
        ProposeRules.load(of.conditions().gates()),
        context.hostMemory(),
        context.target().memory().map(here -> Runtime.getRuntime().availableProcessors()),
        context.clock(),
        context.say());
  }

  private static Watch watch(PhaseScope of) {
    return new Watch(
        of.context(),
        WatchConfig.load(of.conditions().gates()),
        of.conditions().metrics(),
        System::nanoTime,
        time -> new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Of the tree that {@code -Dscan} names, the project itself unless it does. */
  private static SourceAudit sourceAudit(PhaseScope of) {
    RunConditions conditions = of.conditions();
    String scanned = conditions.properties().getOrDefault("scan", conditions.project().toString());
    return new SourceAudit(Path.of(scanned), of.context().plan().scan());
  }

  static boolean known(Class<?> type) {
    return ON_A_SERVER.containsKey(type) || needsNoServer(type);
  }

  static boolean needsNoServer(Class<?> type) {
    return WITHOUT_A_SERVER.containsKey(type);
  }

  /** For a known type; opens the server if it takes one. */
  static Object resolve(Class<?> type, GateRun run, String phase) {
    Function<GateRun, ?> serverless = WITHOUT_A_SERVER.get(type);
    return serverless == null ? run.subjects(phase).get(type) : serverless.apply(run);
  }

  /** A new one, for a type that takes a server. */
  static Object make(Class<?> type, PhaseScope of) {
    return Objects.requireNonNull(ON_A_SERVER.get(type), () -> "no subject: " + type).apply(of);
  }
}
