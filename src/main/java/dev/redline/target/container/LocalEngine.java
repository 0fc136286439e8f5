package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import dev.redline.target.RootCause;
import dev.redline.target.TargetException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.testcontainers.DockerClientFactory;

/** The container engine that Testcontainers finds. */
final class LocalEngine {

  private LocalEngine() {}

  /**
   * A client of the engine.
   *
   * @throws TargetException if none answers, or if it publishes ports on another machine's loopback
   *     interface: a throwaway server is never reachable from anywhere else
   */
  static DockerClient client() {
    try {
      DockerClientFactory factory = DockerClientFactory.instance();
      DockerClient client = factory.client();
      requireLoopback(factory.dockerHostIpAddress());
      return client;
    } catch (IllegalStateException e) {
      throw new TargetException(
          "The container engine does not answer: %s. Start it, correct DOCKER_HOST, or use -Dtarget=local."
              .formatted(RootCause.message(e)),
          e);
    }
  }

  private static void requireLoopback(String host) {
    if (!isLoopback(host)) {
      throw new TargetException(
          "The container engine publishes ports on %s, but a throwaway server listens on 127.0.0.1 only. Use an engine of this machine, set TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 if it is one, or use -Dtarget=local."
              .formatted(host));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
