package dev.redline.target;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The memory that the server can use.
 *
 * @param bytes of the host, or of the cgroup if its limit is lower
 * @param source where the figure was read
 */
public record HostMemory(long bytes, String source) {

  private static final double GIB = 1L << 30;

  /** The memory of the machine, or of the cgroup, that this process runs in. */
  public static HostMemory ofThisMachine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new HostMemory(system.getTotalMemorySize(), "this machine, or its cgroup's limit");
  }

  /**
   * Memory of this machine that programs can have without others losing theirs, in bytes: {@code
   * MemAvailable} of Linux, elsewhere what is free.
   */
  public static long available() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElseGet(system::getFreeMemorySize);
    } catch (IOException e) {
      return system.getFreeMemorySize();
    }
  }

  /** The memory that a process of this machine may use: its cgroup may have a limit of its own. */
  public static HostMemory ofProcess(long process) {
    HostMemory machine = ofThisMachine();
    return new CgroupMemory(Path.of("/")).limit(process, machine.bytes()).orElse(machine);
  }

  /** As in {@code 23.5GB (this machine)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1fGB (%s)", bytes / GIB, source);
  }
}
