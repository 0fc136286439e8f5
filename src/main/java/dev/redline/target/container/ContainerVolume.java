package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The volume that keeps the data of a throwaway server between runs.
 *
 * @param name of the volume, and of the container whose server uses it
 */
record ContainerVolume(DockerClient engine, String name) {

  private static final int HASH_LENGTH = 8;

  /** One volume for each home and each major version, whose data no other version can read. */
  static ContainerVolume of(DockerClient engine, Path home, int major) {
    UUID hash = UUID.nameUUIDFromBytes(home.toString().getBytes(StandardCharsets.UTF_8));
    return new ContainerVolume(
        engine, "redline-pg%d-%s".formatted(major, hash.toString().substring(0, HASH_LENGTH)));
  }

  boolean exists() {
    try {
      engine.inspectVolumeCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * Removes every container that has the name or mounts the volume, its server shut down first: two
   * servers on the same data would ruin it.
   *
   * @param patience for each shutdown; a server that still runs after it is killed
   * @return whether there was one
   */
  boolean release(Duration patience) {
    Set<String> users = new TreeSet<>();
    new EngineContainer(engine, name).inspect().ifPresent(found -> users.add(found.getId()));
    engine.listContainersCmd().withShowAll(true).withVolumeFilter(List.of(name)).exec().stream()
        .map(Container::getId)
        .forEach(users::add);
    for (String id : users) {
      EngineContainer container = new EngineContainer(engine, id);
      container.stop(patience);
      container.remove();
    }
    return !users.isEmpty();
  }

  /** Removes the data; nothing may use it. */
  void remove() {
    try {
      engine.removeVolumeCmd(name).exec();
    } catch (NotFoundException e) {
      // Nothing to remove.
    }
  }
}
