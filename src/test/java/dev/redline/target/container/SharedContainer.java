package dev.redline.target.container;

import dev.redline.trial.BareServer;
import dev.redline.trial.PreparedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a {@link BareServer} the PostgreSQL 17 of the container, made once for
 * all of them and gone with the process: each drops what it has made.
 */
public final class SharedContainer implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedContainer.class);

  /** Whether there is an engine to run it. */
  public static boolean engineAnswers() {
    return ContainerTestServer.engineAnswers();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BareServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
        .server();
  }

  private record Running(ContainerTestServer container, BareServer server)
      implements AutoCloseable {

    static Running start() {
      try {
        Path home = PreparedServer.publicFolder("redline-container-");
        ContainerTestServer container = new ContainerTestServer(home);
        container.open(false);
        container.run("CREATE EXTENSION IF NOT EXISTS vector");
        return new Running(container, new BareServer(home, container.target()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException("The server in the container has no pgvector", e);
      }
    }

    @Override
    public void close() throws Exception {
      container.remove();
      PreparedServer.run("rm", "-rf", server.home().toString());
    }
  }
}
