package dev.redline.run;

import dev.redline.plan.PausePoints;
import dev.redline.plan.PausePoints.Critical;
import dev.redline.plan.PlannedSetting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a person decides about a server that the harness did not make.
 *
 * @param name as {@code -Dapprove} takes it
 * @param effect what happens once it is approved
 * @param because why it is asked for by itself, if the plan says so
 */
public record Decision(String name, String effect, Optional<String> because) {

  static final String COMMIT = "commit";

  /** A decision for which the plan gives no reason of its own. */
  public static Decision about(String name, String effect) {
    return new Decision(name, effect, Optional.empty());
  }

  /** The restart, and every critical setting among the planned ones. */
  static List<Decision> before(PausePoints points, List<PlannedSetting> planned) {
    Stream<Decision> critical =
        points.critical().stream()
            .flatMap(
                point -> planned.stream().filter(point::concerns).map(set -> critical(point, set)));
    return Stream.concat(Stream.of(about("restart", "the server restarts")), critical).toList();
  }

  private static Decision critical(Critical point, PlannedSetting planned) {
    return new Decision(
        point.setting(),
        "%s becomes %s".formatted(planned.name(), planned.value()),
        point.because());
  }
}
