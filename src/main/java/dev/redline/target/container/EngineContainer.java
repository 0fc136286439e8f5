package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A container that runs a postmaster as its first process, as its engine sees it.
 *
 * @param id of the container, or its name
 */
record EngineContainer(DockerClient engine, String id) {

  static final ExposedPort PORT = ExposedPort.tcp(5432);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String FAST_SHUTDOWN = "SIGINT";

  /** Empty if there is no such container. */
  Optional<InspectContainerResponse> inspect() {
    try {
      return Optional.of(engine.inspectContainerCmd(id).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  boolean running() {
    return inspect().map(state -> Boolean.TRUE.equals(state.getState().getRunning())).orElse(false);
  }

  /** When it was started last, as the engine writes times; empty if there is no such container. */
  String startedAt() {
    return inspect().map(state -> String.valueOf(state.getState().getStartedAt())).orElse("");
  }

  /** The port that the engine published on this machine; empty where none is at the moment. */
  OptionalInt port() {
    return inspect().stream()
        .map(state -> state.getNetworkSettings().getPorts().getBindings().get(PORT))
        .filter(bindings -> bindings != null)
        .flatMap(Arrays::stream)
        .map(Ports.Binding::getHostPortSpec)
        .filter(port -> port != null && port.matches("[1-9][0-9]*"))
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /** Answered also where the postmaster ends at once. */
  void start() {
    engine.startContainerCmd(id).exec();
  }

  /**
   * Asks for a fast shutdown until it has happened: a container that is still being set up does not
   * listen, and a server that shuts down already does not mind. Never kills, as the engine's own
   * stop would in the end: the server would have to recover.
   *
   * @return whether the container has stopped
   */
  boolean stop(Duration patience) {
    try {
      Awaitility.await()
          .atMost(patience)
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .pollInSameThread()
          .until(this::stopped);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private boolean stopped() {
    if (!running()) {
      return true;
    }
    try {
      engine.killContainerCmd(id).withSignal(FAST_SHUTDOWN).exec();
    } catch (DockerException e) {
      // It has stopped just now, which engines say each in their own way; it is looked at again.
    }
    return false;
  }

  /** Removes the container, killed if it runs; volumes with a name stay. */
  void remove() {
    try {
      engine.removeContainerCmd(id).withForce(true).exec();
    } catch (NotFoundException e) {
      return;
    } catch (ConflictException e) {
      // Its removal is under way already: the wait below sees the end of it.
    }
    Awaitility.await("removal of container " + id)
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .pollInSameThread()
        .until(() -> inspect().isEmpty());
  }
}
