package dev.redline.junit;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.record.GateInconclusive;
import dev.redline.record.GatePaused;
import dev.redline.record.GateRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Connects a gate with the run that it belongs to. */
final class GateExtension
    implements ExecutionCondition,
        BeforeEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        AfterEachCallback {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    GateRun run = run(context);
    return reasonNotToRun(context, run)
        .map(
            reason -> {
              run.notRun(phase(context), context.getDisplayName(), reason);
              return ConditionEvaluationResult.disabled(reason);
            })
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing stands in the way"));
  }

  private static Optional<String> reasonNotToRun(ExtensionContext context, GateRun run) {
    if (isJudgement(context) && run.judgesOn(phase(context))) {
      return Optional.empty();
    }
    if (!run.takesFolder() || !needsServer(context)) {
      return run.reasonNotToRunWithoutServer();
    }
    return isJudgement(context) || types(context).contains(Judgements.class)
        ? run.reasonNotToRun()
        : run.reasonNotToRun().or(() -> run.judgedBadly(phase(context)));
  }

  private static boolean isJudgement(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(Judgement.class);
  }

  private static List<Class<?>> types(ExtensionContext context) {
    return GateTypes.of(context.getRequiredTestMethod(), context.getRequiredTestClass());
  }

  /** What fails here fails before the gate itself, but a stage may be on its way already. */
  @Override
  public void beforeEach(ExtensionContext context) {
    run(context).takeFolder();
    String phase = phase(context);
    GatesOfPhase gates = GatesOfPhase.in(context.getRequiredTestClass());
    run(context)
        .show(
            phase,
            context.getDisplayName(),
            AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Promise.class));
    try {
      if (needsServer(context)) {
        run(context).begin(phase, context.getDisplayName(), gates);
      } else {
        run(context).beginWithoutServer(phase, context.getDisplayName(), gates);
      }
    } catch (GatePaused e) {
      throw run(context).stops().pauseAt(context.getDisplayName(), phase, e);
    } catch (GateInconclusive e) {
      throw run(context).stops().refuseAt(context.getDisplayName(), phase, e);
    } catch (JudgeUnavailableException e) {
      throw run(context).stops().pauseAt(context.getDisplayName(), phase, e);
    } catch (RuntimeException e) {
      throw run(context).stops().breakAt(context.getDisplayName(), phase, e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = GateTypes.of(parameter.getParameter(), context.getRequiredTestClass());
    return type == GateRecord.class || GateParameters.known(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = GateTypes.of(parameter.getParameter(), context.getRequiredTestClass());
    GateRun run = run(context);
    return type == GateRecord.class
        ? run.record()
        : GateParameters.resolve(type, run, phase(context));
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    String gate = context.getDisplayName();
    throw isJudgement(context)
        ? run(context).judgedBadlyAt(gate, phase(context), thrown)
        : run(context).stops().stopAt(gate, phase(context), thrown);
  }

  /** A gate whose end cannot be put on record has not passed, and nothing goes on after it. */
  @Override
  public void afterEach(ExtensionContext context) {
    GateRun run = run(context);
    String gate = context.getDisplayName();
    boolean failed = context.getExecutionException().isPresent();
    if (!run.takesFolder()) {
      run.stops().noteObstacle(gate);
      return;
    }
    if (failed && !run.goesOnAfter(phase(context), gate)) {
      run.stops().noteObstacle(gate);
    }
    if (!failed && isJudgement(context)) {
      run.judgedWell();
    }
    try {
      run.end(phase(context), gate, context.getExecutionException());
    } catch (RuntimeException e) {
      throw failed ? e : run.stops().breakAt(gate, phase(context), e);
    }
  }

  /** A gate on answers in a file or on the journal asks for them, and for no server. */
  private static boolean needsServer(ExtensionContext context) {
    return types(context).stream().noneMatch(GateParameters::needsNoServer);
  }

  private static GateRun run(ExtensionContext context) {
    return GateRunListener.runOf(context);
  }

  private static String phase(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), PhaseGates.class)
        .map(PhaseGates::value)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    context.getRequiredTestClass().getName() + " lacks @PhaseGates"));
  }
}
