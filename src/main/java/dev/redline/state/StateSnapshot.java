package dev.redline.state;

import dev.redline.files.AtomicFile;
import dev.redline.files.Sha256;
import dev.redline.postgres.ServerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server was before a change, kept on disk until the change is committed or taken back. It
 * holds secrets of the server's settings, to be compared, so only its owner may read the file.
 */
public record StateSnapshot(Path file, String sha256) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Writes the state, mode 0600; it is on disk when this returns. */
  public static StateSnapshot write(Path file, ServerState state) {
    return keep(file, JSON.writeValueAsBytes(state));
  }

  /** Keeps what {@link #write} has written elsewhere, byte for byte. */
  public static StateSnapshot keep(Path file, byte[] content) {
    try {
      new AtomicFile(file).replaceOutOfReach(content);
      return new StateSnapshot(file, Sha256.of(content));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads it back.
   *
   * @throws StateException if it is not what was written
   */
  public ServerState read() {
    try {
      byte[] content = Files.readAllBytes(file);
      if (!Sha256.of(content).equals(sha256)) {
        throw new StateException(
            "%s was changed since the change began. Compare the server with its record under metrics/ by hand."
                .formatted(file));
      }
      return JSON.readValue(content, ServerState.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
