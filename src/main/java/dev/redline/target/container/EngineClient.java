package dev.redline.target.container;

import dev.redline.target.ManualCommands;
import dev.redline.target.local.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The container was given its password in a file, whose name is in its environment. */
  ManualCommands byHand(String container) {
    return new ManualCommands(
        "%s exec %s ".formatted(program, container),
        "%s restart %s".formatted(program, container),
        ("%s exec -u postgres %s sh -c 'PGPASSWORD=\"$(cat $POSTGRES_PASSWORD_FILE)\" exec psql -X -v"
                + " ON_ERROR_STOP=1 -U %s \"$@\"' psql")
            .formatted(program, container, LocalCluster.SUPERUSER),
        Optional.empty());
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .anyMatch(Files::isExecutable);
  }
}
