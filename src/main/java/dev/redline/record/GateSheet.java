package dev.redline.record;

import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import java.nio.file.Path;
import java.util.List;

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
   * Links the threshold's line; where several sections have such a key, each of them.
   *
   * @param gates the folder
   * @param threshold file and key; a link to the file alone if there is no such line
   */
  public static void threshold(Path gates, String threshold) {
    String file = threshold.substring(0, threshold.indexOf(':'));
    String key = threshold.substring(threshold.indexOf(':') + 1);
    List<KeyLine> lines = KeyLine.of(gates.resolve(file), key);
    lines.forEach(
        line ->
            Allure.link(
                "threshold: gates/%s, line %d%s".formatted(file, line.number(), line.of()),
                LINK,
                "%sgates/%s#L%d".formatted(PROJECT, file, line.number())));
    if (lines.isEmpty()) {
      Allure.link("threshold: gates/" + file, LINK, PROJECT + "gates/" + file);
    }
  }

  /** Links the hot-fix that the gate left. */
  public static void hotFix(Path file) {
    Allure.link("hot-fix", LINK, PROJECT + "metrics/hotfix/" + String.valueOf(file.getFileName()));
  }

  private static void rename(String name) {
    Allure.getLifecycle().updateTestCase(result -> result.setName(name));
  }
}
