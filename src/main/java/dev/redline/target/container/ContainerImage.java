package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.redline.target.RootCause;
import dev.redline.target.TargetException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * An image made like the official image {@code postgres}, present in the engine.
 *
 * @param name with its tag, as the engine knows it
 * @param major of its PostgreSQL, such as 17
 * @param mount where a volume has to be mounted to hold the data
 */
record ContainerImage(String name, int major, String mount) {

  /**
   * Pulls the image if the engine does not have it.
   *
   * @throws TargetException if it cannot be had, or is not made like the official one
   */
  static ContainerImage get(DockerClient engine, String wanted, Consumer<String> say) {
    try {
      RemoteDockerImage image = new RemoteDockerImage(DockerImageName.parse(wanted));
      if (!present(engine, wanted)) {
        say.accept("Pulling image " + wanted);
      }
      String name = image.get();
      return of(name, engine.inspectImageCmd(name).exec().getConfig());
    } catch (TargetException e) {
      throw e;
    } catch (Exception e) {
      throw new TargetException(
          "Image %s is not in the container engine and could not be pulled%s. Pull it by hand, or name another with -Dimage= or REDLINE_IMAGE."
              .formatted(wanted, reason(e)),
          e);
    }
  }

  private static boolean present(DockerClient engine, String name) {
    try {
      engine.inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static ContainerImage of(String name, ContainerConfig config) {
    Optional<String> major = variable(config, "PG_MAJOR").filter(value -> value.matches("\\d+"));
    Optional<String> data = variable(config, "PGDATA");
    if (major.isEmpty() || data.isEmpty()) {
      throw new TargetException(
          "Image %s is not made like the official image postgres: it does not say PG_MAJOR and PGDATA. Name another with -Dimage= or REDLINE_IMAGE."
              .formatted(name));
    }
    return new ContainerImage(name, Integer.parseInt(major.get()), mount(config, data.get()));
  }

  /** The volume that the image declares around its data: from PostgreSQL 18 on, a parent. */
  private static String mount(ContainerConfig config, String data) {
    Map<String, ?> volumes = config.getVolumes() == null ? Map.of() : config.getVolumes();
    return volumes.keySet().stream()
        .filter(volume -> (data + "/").startsWith(volume + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElse(data);
  }

  private static Optional<String> variable(ContainerConfig config, String name) {
    String[] environment = config.getEnv() == null ? new String[0] : config.getEnv();
    return Arrays.stream(environment)
        .filter(entry -> entry.startsWith(name + "="))
        .map(entry -> entry.substring(name.length() + 1))
        .findFirst();
  }

  /** What the engine said; its client breaks down over some answers, and then nothing helps. */
  private static String reason(Exception e) {
    Throwable root = RootCause.root(e);
    return root instanceof NullPointerException ? "" : ": " + RootCause.message(root);
  }
}
