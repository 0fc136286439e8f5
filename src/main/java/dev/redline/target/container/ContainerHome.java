package dev.redline.target.container;

import com.github.dockerjava.api.DockerClient;
import dev.redline.target.HomeLock;
import dev.redline.target.PasswordFile;
import dev.redline.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a throwaway server in a container leaves from run to run, and the right to use it.
 *
 * @param folder holds the password
 * @param volume holds the data
 * @param lock held while the server is used
 */
record ContainerHome(Path folder, ContainerVolume volume, HomeLock lock) implements AutoCloseable {

  /**
   * Makes the folder if it is not there, and keeps other runs away.
   *
   * @throws TargetException if another run uses the server
   */
  static ContainerHome take(DockerClient engine, Path home, ContainerImage image) {
    try {
      Path folder = home.toAbsolutePath().resolve("container-pg" + image.major());
      Path place = Files.createDirectories(folder).toRealPath();
      return new ContainerHome(
          place,
          ContainerVolume.of(engine, place, image.major()),
          HomeLock.take(place.resolve("lock")));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not create a folder in " + home, e);
    }
  }

  PasswordFile password() {
    return new PasswordFile(folder.resolve("password"));
  }

  /**
   * Clears away what stands in the way of a new container, and sees to a password.
   *
   * @param fresh whether the data have to go, too
   * @param patience for the shutdown of a server that an earlier run left
   */
  void prepare(boolean fresh, Duration patience, Consumer<String> say) {
    if (volume.release(patience)) {
      say.accept("Removed container %s, left by an earlier run".formatted(volume.name()));
    }
    if (fresh && volume.exists()) {
      say.accept("-Dfresh: removing volume " + volume.name());
      volume.remove();
    }
    if (!volume.exists()) {
      password().create();
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
