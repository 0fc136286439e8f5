package dev.redline.record.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How often a person hears of what is waited for. */
public enum ConsolePace {
  /** One line that is written over itself. */
  TERMINAL(Duration.ofSeconds(1)),
  /** Plain lines: what a build prints goes into a log. */
  LOG(Duration.ofSeconds(30)),
  /** Never. */
  QUIET(Duration.ofDays(1));

  /** What takes no longer is not spoken of. */
  static final Duration SHORT = Duration.ofSeconds(2);

  private final Duration every;

  ConsolePace(Duration every) {
    this.every = every;
  }

  /**
   * A terminal only where there is one, and no CI.
   *
   * @param properties as given with -D; {@code quiet} counts unless it is false
   * @param terminal whether both ends of the console are one
   */
  public static ConsolePace of(
      Map<String, String> properties, Map<String, String> environment, boolean terminal) {
    if (!properties.getOrDefault("quiet", "false").equals("false")) {
      return QUIET;
    }
    return terminal && environment.getOrDefault("CI", "").isEmpty() ? TERMINAL : LOG;
  }

  /**
   * Whether this process writes to a terminal, as Linux tells it; elsewhere it is taken for none.
   */
  public static boolean terminal() {
    try {
      Path output = Path.of("/proc/self/fd/1").toRealPath();
      return output.startsWith("/dev/pts") || output.startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // a pipe has no path, and other systems have no such folder
    }
  }

  Duration every() {
    return every;
  }
}
