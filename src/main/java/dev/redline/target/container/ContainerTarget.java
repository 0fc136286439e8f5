package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControl;
import dev.redline.quoting.ServerWords;
import dev.redline.target.BeforeStart;
import dev.redline.target.Durability;
import dev.redline.target.HostMemory;
import dev.redline.target.ManualCommands;
import dev.redline.target.Target;
import dev.redline.target.TargetException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A throwaway server in a container of its own, which is there while the target is open. Its data
 * are in a volume that stays.
 */
public final class ContainerTarget implements Target {

  private final ContainerHome home;
  private final ContainerServer server;
  private final TargetOptions options;
  private final Connector connector;
  private final Optional<HostMemory> memory;

  private ContainerTarget(
      ContainerHome home,
      ContainerServer server,
      TargetOptions options,
      ConnectionAttempts attempts) {
    this.home = home;
    this.server = server;
    this.options = options;
    this.connector = new Connector(server.process()::endpoint, attempts, options.limits());
    this.memory = server.memory();
  }

  /**
   * Creates the container, and the cluster if the home has none yet.
   *
   * @param home where the password is kept; the volume is named after it
   * @param image with its tag
   * @param fresh whether to throw the volume away first
   */
  public static Target open(
      Path home,
      String image,
      boolean fresh,
      TargetOptions options,
      ConnectionAttempts attempts,
      BeforeStart beforeStart,
      Consumer<String> say) {
    DockerClient engine = LocalEngine.client();
    ContainerImage pulled = ContainerImage.get(engine, image, say);
    ContainerHome place = ContainerHome.take(engine, home, pulled);
    try {
      place.prepare(fresh, options.stopPatience(), say);
      ContainerServer server = ContainerServer.start(engine, pulled, place, options, beforeStart);
      ContainerTarget target = new ContainerTarget(place, server, options, attempts);
      target.requireDurability();
      return target;
    } catch (RuntimeException e) {
      abandon(place, options, e);
      throw e;
    }
  }

  @Override
  public String description() {
    return "container %s of image %s on 127.0.0.1:%d, data in volume %s"
        .formatted(
            home.volume().name(),
            server.image().name(),
            server.process().port(),
            home.volume().name());
  }

  @Override
  public Connector connector() {
    return connector;
  }

  @Override
  public Optional<ServerControl> control() {
    return Optional.of(new ServerControl(server.process(), server.files()));
  }

  /** By a client of the engine, if one is on this machine. */
  @Override
  public Optional<ManualCommands> byHand() {
    return EngineClient.onThisMachine().map(client -> client.byHand(home.volume().name()));
  }

  @Override
  public Optional<HostMemory> memory() {
    return memory;
  }

  @Override
  public boolean throwaway() {
    return true;
  }

  @Override
  public void close() {
    try (home) {
      server.process().stop(options.stopPatience());
      server.container().remove();
    }
  }

  private void requireDurability() {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      Durability.require(connection);
    } catch (SQLException e) {
      throw new TargetException(
          "Could not ask the server how durable it is: " + ServerWords.of(e), e);
    }
  }

  private static void abandon(ContainerHome place, TargetOptions options, RuntimeException cause) {
    try (place) {
      place.volume().release(options.stopPatience());
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
