package dev.redline.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command of somebody's has printed: it may be anything, so it is kept in a file for this
 * account alone (mode 0600), and shown by its place and its length.
 */
public final class KeptOutput {

  private KeptOutput() {}

  /** Keeps it; part of a sentence about the command. */
  public static String of(String output) {
    String printed = output.strip();
    if (printed.isEmpty()) {
      return "it printed nothing";
    }
    try {
      Path file = Files.createTempFile("redline-printed-", ".txt");
      Files.writeString(file, printed);
      return "what it printed (%s) is in %s".formatted(length(printed), file);
    } catch (IOException e) {
      return "what it printed (%s) could not be kept".formatted(length(printed));
    }
  }

  /** How long it is; for where nobody needs to read it. */
  public static String length(String output) {
    return "%d characters, not shown".formatted(output.strip().length());
  }
}
