package dev.redline.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Huge pages that a kernel has set aside and nobody uses.
 *
 * @param free not reserved either
 * @param pageBytes of the default size
 */
public record HugePages(long free, long pageBytes) {

  /** Those of this machine, whatever container asks; empty where the system has no such thing. */
  public static Optional<HugePages> ofThisMachine() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/meminfo")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From the lines of /proc/meminfo. */
  static Optional<HugePages> parse(List<String> meminfo) {
    Optional<Long> free = figure(meminfo, "HugePages_Free:");
    Optional<Long> kilobytes = figure(meminfo, "Hugepagesize:");
    long reserved = figure(meminfo, "HugePages_Rsvd:").orElse(0L);
    return free.isPresent() && kilobytes.isPresent()
        ? Optional.of(new HugePages(free.get() - reserved, kilobytes.get() << 10))
        : Optional.empty();
  }

  private static Optional<Long> figure(List<String> meminfo, String name) {
    return meminfo.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
