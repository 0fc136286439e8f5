package dev.redline.target.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Runs shell scripts as root where the server's files are: in the server's container if that runs,
 * else in a short-lived one with the same volume. An engine's way to copy files would do without,
 * but it forgets the owner, cannot rename, and may miss the volume of a stopped container.
 */
record ContainerShell(PostgresContainer server, ContainerImage image, ContainerVolume volume) {

  /** Where a script finds what it was given. */
  static final String UPLOAD = "/tmp/redline-upload";

  private static final int OWNER_ONLY = 0600;
  private static final String ROOT = "0";

  /**
   * Runs a script for {@code sh}.
   *
   * @param upload content of the file {@link #UPLOAD}: arguments can be seen by others
   * @param arguments {@code $1} and so on
   * @return its standard output
   * @throws IOException if it ends with anything but 0; the message is what it said
   */
  String run(byte[] upload, String script, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("sh", "-eu", "-c", script, "redline"));
    line.addAll(List.of(arguments));
    Transferable file = Transferable.of(upload, OWNER_ONLY);
    return server.isRunning() ? inside(file, line) : beside(file, line);
  }

  private String inside(Transferable upload, List<String> line) throws IOException {
    try {
      server.copyFileToContainer(upload, UPLOAD);
      ExecResult result =
          server.execInContainer(
              ExecConfig.builder().user(ROOT).command(line.toArray(String[]::new)).build());
      if (result.getExitCode() != 0) {
        throw new IOException(
            "exit code %d. %s".formatted(result.getExitCode(), result.getStderr().strip()));
      }
      return result.getStdout();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String beside(Transferable upload, List<String> line) throws IOException {
    try (GenericContainer<?> helper = new GenericContainer<>(DockerImageName.parse(image.name()))) {
      helper
          .withCopyToContainer(upload, UPLOAD)
          .withCreateContainerCmdModifier(command -> place(command, line))
          .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
      try {
        helper.start();
      } catch (ContainerLaunchException e) {
        throw new IOException(
            helper.getContainerId() == null ? "no container" : helper.getLogs().strip(), e);
      }
      return helper.getLogs();
    }
  }

  private void place(CreateContainerCmd command, List<String> line) {
    command.withUser(ROOT).withEntrypoint(line).withCmd(List.of());
    Objects.requireNonNull(command.getHostConfig())
        .withBinds(new Bind(volume.name(), new Volume(image.mount())));
  }
}
