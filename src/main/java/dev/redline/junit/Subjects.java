package dev.redline.junit;

import dev.redline.record.JournalAudit;
import dev.redline.record.quality.QualityChecklist;
import dev.redline.run.AdoptionTrial;
import dev.redline.run.ConnectionAudit;
import dev.redline.run.ContentionCheck;
import dev.redline.run.Discovery;
import dev.redline.run.EvaluationRun;
import dev.redline.run.Isolation;
import dev.redline.run.PhaseChange;
import dev.redline.run.PolicyOff;
import dev.redline.run.QueryTimePolicy;
import dev.redline.run.RollbackScenarios;
import dev.redline.run.ServerAsItIs;
import dev.redline.run.SharedServer;
import dev.redline.run.SourceAudit;
import dev.redline.run.TuningStage;
import dev.redline.run.indexes.IndexEvidence;
import dev.redline.run.observability.Observability;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What a gate may take as a parameter besides its record, and how each is made. */
final class Subjects {

  private static final Map<Class<?>, Function<PhaseSubjects, ?>> ON_A_SERVER =
      Map.ofEntries(
          subject(
              Discovery.class,
              of ->
                  new Discovery(
                      of.context().target().connector(),
                      of.context().plan().health(),
                      of.context().clock())),
          subject(ConnectionAudit.class, Subjects::connectionAudit),
          subject(SourceAudit.class, Subjects::sourceAudit),
          subject(
              AdoptionTrial.class,
              of ->
                  new AdoptionTrial(
                      of.context().fixtures().resolve("resolver"), of.context().say())),
          subject(ContentionCheck.class, of -> new ContentionCheck(of.context())),
          subject(Isolation.class, of -> new Isolation(of.context(), of.get(PhaseChange.class))),
          subject(
              SharedServer.class, of -> new SharedServer(of.context(), of.get(Isolation.class))),
          subject(PhaseChange.class, of -> new PhaseChange(of.tag(), of.context())),
          subject(
              RollbackScenarios.class,
              of ->
                  new RollbackScenarios(
                      of.context(), of.get(PhaseChange.class), of.get(TuningStage.class))),
          subject(
              TuningStage.class,
              of -> new TuningStage(of.phase(), of.context(), of.get(PhaseChange.class))),
          subject(QueryTimePolicy.class, of -> new QueryTimePolicy(of.context())),
          subject(PolicyOff.class, of -> new PolicyOff(of.context())),
          subject(ServerAsItIs.class, of -> new ServerAsItIs(of.context())),
          subject(
              Observability.class,
              of ->
                  new Observability(
                      of.context().target().connector(),
                      of.context().workload(),
                      of.context().plan(),
                      of.get(PhaseChange.class),
                      of.context().fixtures().resolve("observability"))),
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
          QualityChecklist.class,
          GateRun::checklist);

  private Subjects() {}

  private static <T> Map.Entry<Class<?>, Function<PhaseSubjects, ?>> subject(
      Class<T> type, Function<PhaseSubjects, T> make) {
    return Map.entry(type, make);
  }

  private static ConnectionAudit connectionAudit(PhaseSubjects of) {
    RunConditions conditions = of.conditions();
    return new ConnectionAudit(
        NamedServer.resolution(conditions),
        NamedServer.auditFile(conditions),
        of.context(),
        conditions.properties().getOrDefault("groups", of.tag()));
  }

  /** Of the tree that {@code -Dscan} names, the project itself unless it does. */
  private static SourceAudit sourceAudit(PhaseSubjects of) {
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
  static Object make(Class<?> type, PhaseSubjects of) {
    return Objects.requireNonNull(ON_A_SERVER.get(type), () -> "no subject: " + type).apply(of);
  }
}
