package dev.redline.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The commit that a record belongs to. */
final class GitCommit {

  private static final long PATIENCE_SECONDS = 10;

  private GitCommit() {}

  /** The short hash, marked if files differ from it; {@code "unknown"} outside a git checkout. */
  static String of(Path project) {
    try {
      ProcessBuilder command =
          new ProcessBuilder("git", "describe", "--always", "--dirty=, with changes", "--abbrev=12")
              .directory(project.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      command.environment().keySet().retainAll(Set.of("PATH", "HOME"));
      Process git = command.start();
      if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return "unknown";
      }
      String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.exitValue() == 0 ? hash : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
