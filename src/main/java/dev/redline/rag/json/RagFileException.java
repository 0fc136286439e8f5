package dev.redline.rag.json;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of cases, passages, answers or labels is missing, damaged or breaks a rule. */
public final class RagFileException extends RuntimeException {

  private final Path file;
  private final String position;

  /**
   * @param position line and JSON pointer as far as known, empty for the file as a whole
   * @param problem what is wrong and what to do
   */
  public RagFileException(Path file, String position, String problem) {
    this(file, position, problem, null);
  }

  public RagFileException(Path file, String position, String problem, @Nullable Throwable cause) {
    super(file + (position.isEmpty() ? "" : ", " + position) + ": " + problem, cause);
    this.file = file;
    this.position = position;
  }

  /** The file at fault, as it was named by the caller. */
  public Path file() {
    return file;
  }

  /** Line and JSON pointer, as in {@code line 12, /results/3/query_id}; empty if not known. */
  public String position() {
    return position;
  }
}
