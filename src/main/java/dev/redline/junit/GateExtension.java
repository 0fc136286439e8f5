package dev.redline.junit;

import dev.redline.record.GateRecord;
import dev.redline.run.Discovery;
import dev.redline.run.EvaluationRun;
import dev.redline.run.TuningStage;
import java.util.List;
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
    return (needsServer(context) ? run.reasonNotToRun() : run.reasonNotToRunWithoutServer())
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing stands in the way"));
  }

  /** What fails here fails before the gate itself, but a stage may be on its way already. */
  @Override
  public void beforeEach(ExtensionContext context) {
    String phase = phase(context);
    try {
      if (needsServer(context)) {
        run(context).begin(phase, context.getDisplayName());
      } else {
        run(context).beginWithoutServer(phase);
      }
    } catch (RuntimeException e) {
      throw run(context).breakAt(context.getDisplayName(), phase, e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Discovery.class
        || type == TuningStage.class
        || type == EvaluationRun.class
        || type == GateRecord.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    GateRun run = run(context);
    if (type == Discovery.class) {
      return run.discovery();
    }
    if (type == EvaluationRun.class) {
      return run.evaluation().run();
    }
    return type == TuningStage.class ? run.stage(phase(context)) : run.record();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw run(context).stopAt(context.getDisplayName(), phase(context), thrown);
  }

  /** Catches what fails before the gate itself, such as a server that cannot be had. */
  @Override
  public void afterEach(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(thrown -> run(context).noteObstacle(context.getDisplayName()));
    run(context).end(phase(context), context.getDisplayName());
  }

  /** A gate on answers in a file asks for them, and for no server. */
  private static boolean needsServer(ExtensionContext context) {
    return !List.of(context.getRequiredTestMethod().getParameterTypes())
        .contains(EvaluationRun.class);
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
