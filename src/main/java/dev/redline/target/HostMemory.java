package dev.redline.target;

import java.util.Locale;

/**
 * The memory that the server can use.
 *
 * @param bytes of the host, or of the cgroup if its limit is lower
 * @param source where the figure was read
 */
public record HostMemory(long bytes, String source) {

  private static final double GIB = 1L << 30;

  /** As in {@code 23.5GB (this machine)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1fGB (%s)", bytes / GIB, source);
  }
}
