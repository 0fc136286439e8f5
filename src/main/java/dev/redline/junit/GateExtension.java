package dev.redline.junit;

import dev.redline.record.GateRecord;
import dev.redline.run.Discovery;
import dev.redline.run.TuningStage;
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
    return run(context)
        .reasonNotToRun()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing stands in the way"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    GateRun run = run(context);
    try {
      run.begin(phase(context));
    } catch (RuntimeException e) {
      throw run.stopBefore(context.getDisplayName(), phase(context), e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Discovery.class || type == TuningStage.class || type == GateRecord.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    GateRun run = run(context);
    if (type == Discovery.class) {
      return run.discovery();
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
