package dev.redline.trial;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for a {@link StageTrial} one of its own, on a copy of a {@link
 * PreparedServer} that is made once for all tests of the process; either is removed when it is
 * over.
 */
public final class StageTrials implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(StageTrials.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == StageTrial.class || type == PreparedServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StageTrial.class
        ? trial(context)
        : prepared(context);
  }

  private static StageTrial trial(ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            StageTrial.class, type -> StageTrial.on(prepared(test)), StageTrial.class);
  }

  private static PreparedServer prepared(ExtensionContext context) {
    Store session = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    return session.getOrComputeIfAbsent(
        PreparedServer.class, type -> PreparedServer.make(), PreparedServer.class);
  }
}
