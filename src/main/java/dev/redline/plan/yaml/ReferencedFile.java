package dev.redline.plan.yaml;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file named in another one: its absence is reported where it is named. */
public final class ReferencedFile {

  private ReferencedFile() {}

  public static void mustExist(Location at, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PlanException(
          at, "there is no file " + file + ". Correct the name (relative to this file) or add it.");
    }
  }
}
