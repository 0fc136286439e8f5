package dev.redline.target.container;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Files of a server in a container. Only those in its volume are written: any other would be gone
 * with the container.
 */
final class ContainerFiles implements ServerFiles {

  /**
   * A copy keeps what the old file has besides its content; then it gets the new content and
   * replaces it. It is made in a folder that is root's alone: the server's account may write to the
   * one around it, and could exchange it.
   */
  private static final String WRITE =
      """
      target=$1
      if [ -L "$1" ]; then target=$(readlink -f "$1"); fi
      folder=$(dirname "$target")
      stage=$(mktemp -d "$folder/.redline-XXXXXX")
      trap 'rm -rf "$stage" "$2"' EXIT
      cd "$stage"
      umask 077
      if [ -e "$target" ]; then cp -a "$target" new
      else : >new; chown "$(id -u postgres):$(id -g postgres)" new; fi
      cat "$2" >new
      sync new
      mv -f new "$target"
      sync "$folder"
      """;

  /** An ACL shows as a plus sign behind the mode. */
  private static final String ATTRIBUTES =
      """
      target=$1
      if [ -L "$1" ]; then target=$(readlink -f "$1"); fi
      ls -ld "$target" | while read -r mode names owner group rest; do
        printf '%s:%s %s' "$owner" "$group" "$mode"
      done
      """;

  private static final String DELETE =
      """
      rm -f "$1" "$2"
      sync "$(dirname "$1")"
      """;

  private final EngineContainer container;
  private final ContainerShell shell;

  ContainerFiles(EngineContainer container, ContainerShell shell) {
    this.container = container;
    this.shell = shell;
  }

  @Override
  public boolean exists(String path) {
    try {
      return find(path).isPresent();
    } catch (IOException | DockerException e) {
      throw failure("find", path, e);
    }
  }

  @Override
  public byte[] read(String path) {
    try {
      return find(path).orElseThrow(() -> new FileNotFoundException("no such regular file"));
    } catch (IOException | DockerException e) {
      throw failure("read", path, e);
    }
  }

  @Override
  public String attributes(String path) {
    try {
      return shell.run(new byte[0], ATTRIBUTES, path).strip();
    } catch (IOException | DockerException e) {
      throw failure("look at", path, e);
    }
  }

  @Override
  public void write(String path, byte[] content) {
    change("write", path, content, WRITE);
  }

  @Override
  public void delete(String path) {
    if (exists(path)) {
      change("delete", path, new byte[0], DELETE);
    }
  }

  private void change(String action, String path, byte[] upload, String script) {
    try {
      if (!path.startsWith(shell.image().mount() + "/")) {
        throw new IOException("it is outside the volume " + shell.image().mount());
      }
      shell.run(upload, script, path, ContainerShell.UPLOAD);
    } catch (IOException | DockerException e) {
      throw failure(action, path, e);
    }
  }

  /** The engine hands files out whether the server runs or not. */
  private Optional<byte[]> find(String path) throws IOException {
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(
            container.engine().copyArchiveFromContainerCmd(container.id(), path).exec())) {
      TarArchiveEntry entry = archive.getNextEntry();
      boolean regular = entry != null && entry.isFile() && !entry.isSymbolicLink();
      return regular ? Optional.of(archive.readAllBytes()) : Optional.empty();
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static ServerFileException failure(String action, String path, Exception e) {
    return new ServerFileException(action, path, String.valueOf(e.getMessage()), e);
  }
}
