package dev.redline.rag.json;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of cases, passages, answers or labels is missing, damaged or breaks a rule. */
public final class RagFileException extends RuntimeException {

  /**
   * @param position line and JSON pointer as far as known, empty for the file as a whole
   * @param problem what is wrong and what to do
   */
  public RagFileException(Path file, String position, String problem) {
    this(file, position, problem, null);
  }

  public RagFileException(Path file, String position, String problem, @Nullable Throwable cause) {
    super(file + (position.isEmpty() ? "" : ", " + position) + ": " + problem, cause);
  }
}
