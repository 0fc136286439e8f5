package dev.redline.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command by which a person uses a container engine.
 *
 * @param program {@code docker} or {@code podman}: they take the same options
 */
record EngineClient(String program) {

  /** The first one on the path; empty if there is none. */
  static Optional<EngineClient> onThisMachine() {
    return Stream.of("docker", "podman")
        .filter(EngineClient::onPath)
        .findFirst()
        .map(EngineClient::new);
  }

  /** In the image the account of the socket is trusted, as in the official image. */
  ByHand byHand(String container) {
    return new ByHand(
        "%s exec %s ".formatted(program, container),
        "%s restart %s".formatted(program, container),
        "%s exec -u postgres %s psql -X -v ON_ERROR_STOP=1 -U %s"
            .formatted(program, container, LocalCluster.SUPERUSER),
        Map.of());
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .anyMatch(Files::isExecutable);
  }
}
