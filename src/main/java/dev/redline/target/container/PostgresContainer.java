package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import dev.redline.plan.value.MemorySize;
import dev.redline.target.local.LocalCluster;
import dev.redline.target.local.LocalTarget;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The container of a throwaway server. Not Testcontainers' PostgreSQL module: that turns fsync off
 * on the command line, where it shadows whatever the configuration file says.
 */
final class PostgresContainer extends GenericContainer<PostgresContainer> {

  private static final String PASSWORD_FILE = "/etc/redline-password";

  /**
   * As for secrets that an engine mounts: the server's account reads it, and nobody else lives in
   * there.
   */
  private static final int READABLE = 0444;

  private static final String LOOPBACK = "127.0.0.1";

  PostgresContainer(
      ContainerImage image, ContainerVolume volume, MemorySize sharedMemory, String password) {
    super(DockerImageName.parse(image.name()));
    withEnv("POSTGRES_USER", LocalCluster.SUPERUSER);
    withEnv("POSTGRES_DB", LocalTarget.DATABASE);
    withEnv("POSTGRES_PASSWORD_FILE", PASSWORD_FILE);
    withEnv(
        "POSTGRES_INITDB_ARGS",
        "--auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --data-checksums");
    withCopyToContainer(
        Transferable.of(password.getBytes(StandardCharsets.UTF_8), READABLE), PASSWORD_FILE);
    withSharedMemorySize(sharedMemory.bytes());
    withCommand("postgres");
    withCreateContainerCmdModifier(command -> place(command, image, volume));
    withStartupCheckStrategy(new LeftToTheProcess());
  }

  /** Nothing to wait for here: {@link ContainerProcess} does, at every start the same. */
  @Override
  protected void waitUntilContainerStarted() {}

  private static void place(
      CreateContainerCmd command, ContainerImage image, ContainerVolume volume) {
    command.withName(volume.name()).withExposedPorts(EngineContainer.PORT);
    Objects.requireNonNull(command.getHostConfig())
        .withBinds(new Bind(volume.name(), new Volume(image.mount())))
        .withPortBindings(new PortBinding(Ports.Binding.bindIp(LOOPBACK), EngineContainer.PORT));
  }

  private static final class LeftToTheProcess extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient engine, String id) {
      return StartupStatus.SUCCESSFUL;
    }
  }
}
