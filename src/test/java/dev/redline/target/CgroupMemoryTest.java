package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of files as systems with either version of cgroups have them. */
class CgroupMemoryTest {

  private static final long GIB = 1L << 30;

  @TempDir private Path root;

  @Test
  void versionTwoTakesTheLowestFromTheProcessUp() throws IOException {
    put("proc/77/cgroup", "0::/system.slice/postgresql@15-main.service\n");
    put("sys/fs/cgroup/system.slice/postgresql@15-main.service/memory.max", "max\n");
    put("sys/fs/cgroup/system.slice/memory.max", 4 * GIB + "\n");

    assertThat(new CgroupMemory(root).limit(77, 16 * GIB))
        .contains(
            new HostMemory(4 * GIB, "the cgroup's limit, /sys/fs/cgroup/system.slice/memory.max"));
  }

  @Test
  void versionOneHasAFolderForMemoryAndNoLimitIsAHugeNumber() throws IOException {
    put("proc/77/cgroup", "5:cpu,cpuacct:/\n4:memory:/docker/abc\n0::/\n");
    put("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", 2 * GIB + "\n");
    put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(new CgroupMemory(root).limit(77, 16 * GIB))
        .hasValueSatisfying(limit -> assertThat(limit.bytes()).isEqualTo(2 * GIB));
  }

  @Test
  void aLimitAboveTheMachinesMemoryOrAProcessThatIsNotSeenIsNone() throws IOException {
    put("proc/77/cgroup", "0::/a\n");
    put("sys/fs/cgroup/a/memory.max", 64 * GIB + "\n");

    assertThat(new CgroupMemory(root).limit(77, 16 * GIB)).isEmpty();
    assertThat(new CgroupMemory(root).limit(78, 16 * GIB)).isEmpty();
  }

  private void put(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, content);
  }
}
