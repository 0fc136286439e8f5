package dev.redline.record;

import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How the report shows a gate: in the order in which it ran, by what breaks, with links. */
public final class GateSheet {

  /** From the report's folder, reports/allure, to the project. */
  private static final String PROJECT = "../../";

  private static final String LINK = "custom";

  private GateSheet() {}

  /**
   * The gate begins.
   *
   * @param number from 1, in the order in which gates run
   * @param about what it promises something about
   */
  public static void begin(int number, String sentence, String about, SeverityLevel breaks) {
    Allure.story(about);
    Allure.label("severity", breaks.value());
    rename("%03d  %s".formatted(number, sentence));
  }

  /** The gate had nothing to do; its title says so. */
  public static void nothingToDo(String reason) {
    Allure.getLifecycle()
        .updateTestCase(
            result ->
                result.setName("%s  [nothing to do: %s]".formatted(result.getName(), reason)));
  }

  /**
   * Links the threshold's line.
   *
   * @param gates the folder
   * @param threshold file and key at the beginning of a line; a link to the file alone if there is
   *     no such line
   */
  public static void threshold(Path gates, String threshold) {
    String file = threshold.substring(0, threshold.indexOf(':'));
    String key = threshold.substring(threshold.indexOf(':') + 1);
    int line = lineOf(gates.resolve(file), key + ":");
    Allure.link(
        "threshold: gates/%s, line %d".formatted(file, line),
        LINK,
        "%sgates/%s#L%d".formatted(PROJECT, file, line));
  }

  /** Links the hot-fix that the gate left. */
  public static void hotFix(Path file) {
    Allure.link("hot-fix", LINK, PROJECT + "metrics/hotfix/" + String.valueOf(file.getFileName()));
  }

  private static int lineOf(Path file, String start) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).toLowerCase(Locale.ROOT).startsWith(start)) {
          return i + 1;
        }
      }
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private static void rename(String name) {
    Allure.getLifecycle().updateTestCase(result -> result.setName(name));
  }
}
