package dev.redline.target.container;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a container engine is there, before Testcontainers spends time on looking for one.
 *
 * @param environment variables of the process
 * @param socket where an engine listens by default
 */
public record ContainerEngine(Map<String, String> environment, Path socket) {

  private static final String CLIENT = "org.testcontainers.DockerClientFactory";

  /** The engine that this environment leads to. */
  public static ContainerEngine of(Map<String, String> environment) {
    return new ContainerEngine(environment, Path.of("/var/run/docker.sock"));
  }

  /** Whether DOCKER_HOST names one, or something listens on the default socket. */
  public boolean answers() {
    return !environment.getOrDefault("DOCKER_HOST", "").isBlank() || listens();
  }

  /** Whether the library that talks to an engine is on the class path: it is optional. */
  public static boolean hasClient() {
    try {
      Class.forName(CLIENT, false, ContainerEngine.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The image that REDLINE_IMAGE names; empty: as in gates/target.yaml. */
  public Optional<String> image() {
    return Optional.ofNullable(environment.get("REDLINE_IMAGE")).filter(name -> !name.isBlank());
  }

  private boolean listens() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }
}
