package dev.redline.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Links from a gate to the lines of its thresholds: in the plan that is in force, wherever it lies.
 *
 * @param project what links are named from
 * @param gates the folder of the plan: the project's, or what was made of the defaults
 * @param report the folder of Allure's report
 */
public record ThresholdLinks(Path project, Path gates, Path report) {

  /** In place of a file: that of the phase's own settings. */
  private static final String SETTINGS = "{settings}";

  /**
   * Links the line of a threshold; where several sections have such a key, each of them. A file
   * that the plan does without, and a phase without settings, has none.
   *
   * @param threshold file and key, as in {@code red-lines.yaml:precision}; a link to the file alone
   *     if there is no such line
   */
  public void link(String phase, String threshold) {
    String key = threshold.substring(threshold.indexOf(':') + 1);
    file(phase, threshold.substring(0, threshold.indexOf(':')))
        .map(gates::resolve)
        .filter(Files::isRegularFile)
        .ifPresent(file -> link(file, KeyLine.of(file, key)));
  }

  private void link(Path file, List<KeyLine> lines) {
    String name = path(project, file);
    String address = path(report, file);
    lines.forEach(
        line ->
            GateSheet.threshold(
                "%s, line %d%s".formatted(name, line.number(), line.of()),
                "%s#L%d".formatted(address, line.number())));
    if (lines.isEmpty()) {
      GateSheet.threshold(name, address);
    }
  }

  private Optional<String> file(String phase, String file) {
    return file.equals(SETTINGS)
        ? KeyLine.settingsOf(gates.resolve("plan.yaml"), phase)
        : Optional.of(file);
  }

  private static String path(Path from, Path to) {
    return from.toAbsolutePath()
        .normalize()
        .relativize(to.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }
}
