package dev.redline.plan.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where somebody has written what stands in a file that was made of theirs and the default: a note
 * beside it names theirs. A person mends that one.
 */
public final class Origin {

  private static final String NOTE = ".from";

  private Origin() {}

  /** Notes that {@code made} was made of {@code theirs}. */
  public static void note(Path made, Path theirs) throws IOException {
    Files.writeString(noteOf(made), theirs.toString());
  }

  /** Whether a file is such a note. */
  public static boolean isNote(Path file) {
    return file.toString().endsWith(NOTE);
  }

  /** The same place in theirs; the place itself where they have not written what stands there. */
  static Location of(Location at) {
    Path note = noteOf(at.file());
    if (!Files.isRegularFile(note)) {
      return at;
    }
    try {
      Path theirs = Path.of(Files.readString(note));
      return NodePath.find(YamlFile.read(theirs), at.steps()).map(Node::at).orElse(at);
    } catch (IOException | InvalidPathException | PlanException e) {
      return at;
    }
  }

  private static Path noteOf(Path file) {
    return file.resolveSibling(file.getFileName() + NOTE);
  }
}
