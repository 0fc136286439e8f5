package dev.redline.phase.propose;

import dev.redline.plan.value.MemorySize;
import java.util.Optional;

/**
 * What a server runs on, as far as it is known.
 *
 * @param memory empty on a host that cannot be seen, unless host_memory in gates/target.yaml says
 *     it
 * @param cores empty on a host that cannot be seen
 */
record Machine(Optional<MemorySize> memory, Optional<Integer> cores, Disk disk) {

  /** What the data lies on. */
  enum Disk {
    /** Without moving parts, or in a network of those. */
    SOLID,
    ROTATING,
    UNKNOWN
  }
}
