package dev.redline.trial;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a {@link BareServer} the same one, made once for all tests of the
 * process: they leave it as they found it, databases of names of their own aside.
 */
public final class SharedBareServer implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedBareServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BareServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent(BareServer.class, type -> start(), BareServer.class);
  }

  private static BareServer start() {
    try {
      return BareServer.start();
    } catch (Exception e) {
      throw new IllegalStateException("No server for tests could be started", e);
    }
  }
}
