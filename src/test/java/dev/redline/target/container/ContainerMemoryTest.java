package dev.redline.target.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.HostMemory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerMemoryTest {

  private static final String HOST = "/proc/meminfo:MemTotal:        8388608 kB\n";
  private static final long EIGHT_GB = 8L << 30;
  private static final String V2 = "/sys/fs/cgroup/memory.max:";
  private static final String V1 = "/sys/fs/cgroup/memory/memory.limit_in_bytes:";

  @Test
  void a_limit_below_the_hosts_memory_counts_and_says_where_it_stands() {
    assertThat(ContainerMemory.parse(V2 + "2147483648\n" + HOST))
        .contains(
            new HostMemory(
                2L << 30, "the limit of the container's cgroup, /sys/fs/cgroup/memory.max"));
    assertThat(ContainerMemory.parse(V1 + "1073741824\n" + HOST).orElseThrow().bytes())
        .isEqualTo(1L << 30);
  }

  @Test
  void a_cgroup_without_a_limit_leaves_the_hosts_memory() {
    assertThat(bytes(V2 + "max\n" + HOST)).contains(EIGHT_GB);
    assertThat(bytes(V1 + "9223372036854771712\n" + HOST)).contains(EIGHT_GB);
    assertThat(bytes(HOST)).contains(EIGHT_GB);
  }

  @Test
  void a_limit_above_the_hosts_memory_leaves_the_hosts_memory() {
    assertThat(bytes(V2 + "17179869184\n" + HOST)).contains(EIGHT_GB);
  }

  @Test
  void nothing_is_made_up_where_the_host_does_not_tell() {
    assertThat(ContainerMemory.parse(V2 + "max\n")).isEmpty();
  }

  private static Optional<Long> bytes(String output) {
    return ContainerMemory.parse(output).map(HostMemory::bytes);
  }
}
