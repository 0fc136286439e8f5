package dev.redline.junit;

import dev.redline.record.JournalAudit;
import dev.redline.record.quality.QualityChecklist;
import dev.redline.run.ContentionCheck;
import dev.redline.run.Discovery;
import dev.redline.run.EvaluationRun;
import dev.redline.run.Isolation;
import dev.redline.run.PhaseChange;
import dev.redline.run.QueryTimePolicy;
import dev.redline.run.RollbackScenarios;
import dev.redline.run.ServerAsItIs;
import dev.redline.run.SharedServer;
import dev.redline.run.TuningStage;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What a gate may take as a parameter besides its record, and how each is made. */
final class Subjects {

  private static final Map<Class<?>, Function<PhaseSubjects, ?>> ON_A_SERVER =
      Map.of(
          Discovery.class,
          of ->
              new Discovery(
                  of.context().target().connector(),
                  of.context().plan().health(),
                  of.context().clock()),
          ContentionCheck.class,
          of -> new ContentionCheck(of.context()),
          Isolation.class,
          of -> new Isolation(of.context(), of.get(PhaseChange.class)),
          SharedServer.class,
          of -> new SharedServer(of.context(), of.get(Isolation.class)),
          PhaseChange.class,
          of -> new PhaseChange(of.tag(), of.context()),
          RollbackScenarios.class,
          of ->
              new RollbackScenarios(
                  of.context(), of.get(PhaseChange.class), of.get(TuningStage.class)),
          TuningStage.class,
          of -> new TuningStage(of.phase(), of.context(), of.get(PhaseChange.class)),
          QueryTimePolicy.class,
          of -> new QueryTimePolicy(of.context()),
          ServerAsItIs.class,
          of -> new ServerAsItIs(of.context()));

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
