package dev.redline.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How often verdicts on slow-downs are wrong on this machine, as far as that was measured. */
public final class Reliability {

  private Reliability() {}

  /**
   * One line that calibration leaves behind.
   *
   * @param home where throwaway servers live
   */
  public static Path file(Path home) {
    return home.resolve("calibration.txt");
  }

  /** That line, or that nobody knows. */
  public static String read(Path home) {
    Path file = file(home);
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "not calibrated here";
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
