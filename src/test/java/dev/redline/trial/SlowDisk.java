package dev.redline.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A group of processes with a slow disk and little memory, by the kernel's cgroups of version 1:
 * what they read, and what they write and wait for, comes at a limited rate. Needs root.
 *
 * @param name of the group, the same for the disk and the memory
 */
record SlowDisk(String name) implements AutoCloseable {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final List<String> KINDS = List.of("blkio", "memory");

  /** Whether this system has such groups, and lets them be made. */
  static boolean possible() {
    return KINDS.stream().allMatch(kind -> Files.isWritable(GROUPS.resolve(kind)))
        && Files.exists(GROUPS.resolve("blkio/blkio.throttle.read_bps_device"));
  }

  /**
   * Makes the group.
   *
   * @param folder whose disk is slow for it
   * @param rate bytes a second to read, and as many to write
   * @param memory bytes, with the files that it keeps in memory
   */
  static SlowDisk of(Path folder, long rate, long memory) throws IOException, InterruptedException {
    SlowDisk disk = new SlowDisk("redline-slow-" + ProcessHandle.current().pid());
    for (String kind : KINDS) {
      Files.createDirectory(disk.group(kind));
    }
    String limit = device(folder) + " " + rate;
    disk.set("blkio", "blkio.throttle.read_bps_device", limit);
    disk.set("blkio", "blkio.throttle.write_bps_device", limit);
    disk.set("memory", "memory.limit_in_bytes", String.valueOf(memory));
    return disk;
  }

  /** The words that start the server in the group. */
  String[] start(MadeServer server) {
    String joins =
        String.join(" && ", KINDS.stream().map(kind -> "echo $$ > " + members(kind)).toList());
    return Stream.concat(
            Stream.of("sh", "-c", joins + " && exec $0 $@"), Stream.of(server.words("start")))
        .toArray(String[]::new);
  }

  /** Whether the process is in it. */
  boolean has(long process) throws IOException {
    String groups = Files.readString(Path.of("/proc/" + process + "/cgroup"));
    return KINDS.stream().allMatch(kind -> groups.contains(":" + kind + ":/" + name));
  }

  private void set(String kind, String file, String value) throws IOException {
    Files.writeString(group(kind).resolve(file), value);
  }

  private Path group(String kind) {
    return GROUPS.resolve(kind).resolve(name);
  }

  private Path members(String kind) {
    return group(kind).resolve("cgroup.procs");
  }

  /** As {@code major:minor}; of the whole disk, as the limits want it. */
  private static String device(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("stat", "-c", "%Hd:%Ld", folder.toString())
            .redirectErrorStream(true)
            .start();
    String device =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(device);
    }
    return device;
  }

  /** Nobody may be in it any more. */
  @Override
  public void close() throws IOException {
    for (String kind : KINDS) {
      Files.delete(group(kind));
    }
  }
}
