package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import dev.redline.plan.TargetOptions;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.ServerStartException;
import dev.redline.target.BeforeStart;
import dev.redline.target.HostMemory;
import dev.redline.target.RootCause;
import dev.redline.target.TargetException;
import dev.redline.target.local.LocalCluster;
import dev.redline.target.local.LocalTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * A server in a container that was created for it.
 *
 * @param shell how its files are changed
 */
record ContainerServer(
    ContainerImage image,
    EngineContainer container,
    ContainerProcess process,
    ContainerShell shell) {

  /**
   * Creates the container and returns once the server in it accepts connections.
   *
   * @throws TargetException if the engine refuses the container
   * @throws dev.redline.postgres.ServerStartException if the server does not start in it
   */
  static ContainerServer start(
      DockerClient engine,
      ContainerImage image,
      ContainerHome home,
      TargetOptions options,
      BeforeStart beforeStart) {
    String password = home.password().read();
    PostgresContainer created =
        new PostgresContainer(image, home.volume(), options.container().sharedMemory(), password);
    launch(created);
    EngineContainer container = new EngineContainer(engine, created.getContainerId());
    ContainerProcess process = new ContainerProcess(container, port -> endpoint(port, password));
    ContainerServer server =
        new ContainerServer(
            image, container, process, new ContainerShell(created, image, home.volume()));
    server.awaitStart(options.startPatience(), beforeStart);
    return server;
  }

  /** An engine starts what it creates: files can be put right only once that has failed. */
  private void awaitStart(Duration patience, BeforeStart beforeStart) {
    try {
      process.awaitConnections(patience, 0);
    } catch (ServerStartException e) {
      beforeStart.prepare(files());
      process.start(patience);
    }
  }

  ServerFiles files() {
    return new ContainerFiles(container, shell);
  }

  /** Empty if the container cannot tell. */
  Optional<HostMemory> memory() {
    try {
      return ContainerMemory.parse(shell.run(new byte[0], ContainerMemory.SCRIPT));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Endpoint endpoint(int port, String password) {
    return Endpoint.loopback(port, LocalTarget.DATABASE, LocalCluster.SUPERUSER, password);
  }

  private static void launch(PostgresContainer container) {
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      throw new TargetException(
          "The container engine refused a container: %s. Its own log may say more."
              .formatted(RootCause.message(RootCause.root(e))),
          e);
    }
  }
}
