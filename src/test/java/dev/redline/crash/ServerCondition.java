package dev.redline.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the server's own lock file says about it. */
enum ServerCondition {
  STOPPED,
  STARTING,
  READY,
  STOPPING;

  private static final int STATUS_LINE = 7;

  static ServerCondition of(Path data) throws IOException {
    if (process(data).isEmpty()) {
      return STOPPED;
    }
    List<String> lines = lockFile(data);
    String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "starting";
    return valueOf(status.toUpperCase(Locale.ROOT));
  }

  /** The postmaster, if it lives. */
  static Optional<ProcessHandle> process(Path data) throws IOException {
    List<String> lines = lockFile(data);
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
  }

  private static List<String> lockFile(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
