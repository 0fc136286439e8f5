package dev.redline.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The limit that cgroups set to the memory of a process: the lowest of its own and of those above
 * it, in version 1 and 2.
 *
 * @param root of the file system, {@code /} but for tests
 */
record CgroupMemory(Path root) {

  /** The kernel's word for no limit in version 2 is max; version 1 has a number beyond any RAM. */
  private static final String NO_LIMIT = "max";

  /** Empty if there is no limit below the memory of the machine, or the process is not seen. */
  Optional<HostMemory> limit(long process, long machine) {
    return groups(process).stream()
        .flatMap(file -> limit(file).stream())
        .filter(found -> found.bytes() < machine)
        .min(Comparator.comparingLong(HostMemory::bytes));
  }

  /** Files with limits, from the group of the process up. */
  private List<Path> groups(long process) {
    List<Path> files = new ArrayList<>();
    for (String line : lines(root.resolve("proc/" + process + "/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[0].equals("0") && parts[1].isEmpty()) {
        upwards(root.resolve("sys/fs/cgroup"), parts[2], "memory.max", files);
      } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
        upwards(root.resolve("sys/fs/cgroup/memory"), parts[2], "memory.limit_in_bytes", files);
      }
    }
    return files;
  }

  private static void upwards(Path top, String group, String name, List<Path> files) {
    Path folder = top.resolve(group.replaceFirst("^/+", "")).normalize();
    while (folder.startsWith(top)) {
      files.add(folder.resolve(name));
      folder = Objects.requireNonNull(folder.getParent());
    }
  }

  private Optional<HostMemory> limit(Path file) {
    return lines(file).stream()
        .map(String::strip)
        .filter(text -> !text.equals(NO_LIMIT) && text.matches("\\d{1,18}"))
        .map(
            text ->
                new HostMemory(
                    Long.parseLong(text), "the cgroup's limit, /" + root.relativize(file)))
        .findFirst();
  }

  /** Empty if it is not there: cgroups differ from system to system. */
  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
