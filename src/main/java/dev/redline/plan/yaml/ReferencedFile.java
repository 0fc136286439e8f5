package dev.redline.plan.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file named in another one: what is wrong with it is reported where it is named. */
public final class ReferencedFile {

  private static final Pattern BELOW = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*[.]ya?ml");

  private ReferencedFile() {}

  /**
   * The file, which is not opened.
   *
   * @param top the folder that it must lie in, links resolved
   * @param folder that the name is relative to
   */
  static Path below(Path top, Path folder, ScalarNode node) {
    if (!BELOW.matcher(node.asText()).matches()) {
      throw node.wrongType("the name of a YAML file in this folder or below");
    }
    Path file = folder.resolve(node.text());
    mustExist(node.at(), file);
    if (!isBelow(top, file)) {
      throw node.wrongType("a file that lies in gates/, not a link out of it,");
    }
    return file;
  }

  public static void mustExist(Location at, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PlanException(
          at, "there is no file " + file + ". Correct the name (relative to this file) or add it.");
    }
  }

  private static boolean isBelow(Path top, Path file) {
    try {
      return file.toRealPath().startsWith(top.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
