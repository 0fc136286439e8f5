package dev.redline.phase.propose;

import dev.redline.phase.propose.Machine.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks the kernel whether the disk of a folder rotates.
 *
 * @param sys where it tells, {@code /sys} but for tests
 */
record DiskProbe(Path sys) {

  private static final int MINOR_BITS = 8;
  private static final int MINOR = 0xff;

  /** Unknown where there is no such folder here, or no disk of its own (overlay, network). */
  Disk of(String folder) {
    try {
      long device = ((Number) Files.getAttribute(Path.of(folder), "unix:dev")).longValue();
      return of((device >> MINOR_BITS) & 0xfff, device & MINOR);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Disk.UNKNOWN;
    }
  }

  Disk of(long major, long minor) throws IOException {
    Path link = sys.resolve("dev/block/%d:%d".formatted(major, minor));
    if (!Files.exists(link)) {
      return Disk.UNKNOWN;
    }
    Path device = link.toRealPath();
    Path own = device.resolve("queue/rotational");
    // A partition has no queue of its own: its disk has.
    Path file = Files.exists(own) ? own : device.resolve("../queue/rotational");
    if (!Files.exists(file)) {
      return Disk.UNKNOWN;
    }
    return Files.readString(file).strip().equals("1") ? Disk.ROTATING : Disk.SOLID;
  }
}
