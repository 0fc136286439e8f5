package dev.redline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of ours in a project of somebody's, whose content neither git nor a scan of the project
 * looks at.
 */
public record HiddenFolder(Path path) {

  private static final String IGNORED = ".gitignore";

  /**
   * Makes it; leaves one that is there as it is, since what it ignores may be somebody's choice.
   *
   * @param ignored as .gitignore has it
   */
  public void make(String ignored) {
    if (!Files.exists(path)) {
      ignore(ignored);
    }
  }

  /** The same for a folder that is nobody else's: one that is there is hidden as a whole, too. */
  public void makeOwn() {
    if (!Files.exists(path.resolve(IGNORED))) {
      ignore("*\n");
    }
  }

  private void ignore(String ignored) {
    try {
      new AtomicFile(path.resolve(IGNORED)).replace(ignored.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write to " + path, e);
    }
  }
}
