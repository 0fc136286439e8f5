package dev.redline.target;

/**
 * The memory that the server can use.
 *
 * @param bytes of the host, or of the cgroup if its limit is lower
 * @param source where the figure was read
 */
public record HostMemory(long bytes, String source) {}
