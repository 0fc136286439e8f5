package dev.redline.target;

import dev.redline.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Keeps the password of a throwaway server where only its owner reads it.
 *
 * @param path the file, in a folder that exists
 */
public record PasswordFile(Path path) {

  private static final int BYTES = 24;

  /**
   * The password, in characters that need no quoting anywhere.
   *
   * @throws TargetException if the file is gone
   */
  public String read() {
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new TargetException(
          "The password of the server in %s is gone. Start over with -Dfresh."
              .formatted(path.getParent()),
          e);
    }
  }

  /** Makes up a new password in place of any older one. */
  public void create() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    try {
      new AtomicFile(path)
          .replaceForOwnerOnly(Base64.getUrlEncoder().withoutPadding().encode(random));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write a password to " + path, e);
    }
  }
}
