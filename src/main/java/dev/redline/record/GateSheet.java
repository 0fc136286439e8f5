package dev.redline.record;

import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import java.nio.file.Path;

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

  /** Links a line of gates/ where a threshold stands. */
  static void threshold(String name, String address) {
    Allure.link("threshold: " + name, LINK, address);
  }

  /** Links the hot-fix that the gate left. */
  public static void hotFix(Path file) {
    Allure.link("hot-fix", LINK, PROJECT + "metrics/hotfix/" + String.valueOf(file.getFileName()));
  }

  private static void rename(String name) {
    Allure.getLifecycle().updateTestCase(result -> result.setName(name));
  }
}
