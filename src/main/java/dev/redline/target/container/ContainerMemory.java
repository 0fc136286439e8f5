package dev.redline.target.container;

import dev.redline.target.HostMemory;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds out how much memory a process in a container may use. */
final class ContainerMemory {

  /** Prints, with the names of the files, what {@link #parse} reads. */
  static final String SCRIPT =
      """
      grep -Hs . /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes || true
      grep -H '^MemTotal:' /proc/meminfo""";

  private static final Pattern LIMIT = Pattern.compile("(?m)^(/sys/fs/cgroup/\\S+):(\\d{1,19})$");
  private static final Pattern TOTAL =
      Pattern.compile("(?m)^/proc/meminfo:MemTotal:\\s+(\\d+) kB$");

  private ContainerMemory() {}

  /**
   * The cgroup's limit if it has one below the host's memory, else the host's memory. A cgroup
   * without a limit says {@code max} or, in version 1, a number beyond any machine.
   *
   * @param output of {@link #SCRIPT}
   * @return empty if the output says nothing about the host
   */
  static Optional<HostMemory> parse(String output) {
    return TOTAL.matcher(output).results().findFirst().map(total -> parse(total, output));
  }

  private static HostMemory parse(MatchResult total, String output) {
    long host = Long.parseLong(total.group(1)) * 1024;
    return LIMIT
        .matcher(output)
        .results()
        .map(limit -> new HostMemory(Long.parseLong(limit.group(2)), cgroup(limit.group(1))))
        .filter(limit -> limit.bytes() < host)
        .min(Comparator.comparingLong(HostMemory::bytes))
        .orElse(new HostMemory(host, "the container engine's host, MemTotal in /proc/meminfo"));
  }

  private static String cgroup(String file) {
    return "the limit of the container's cgroup, " + file;
  }
}
