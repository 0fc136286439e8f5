package dev.redline.plan.yaml;

import java.util.List;
import java.util.Optional;

/**
 * The content of gates/ cannot be used. The message says where (file:line:column and the path of
 * keys, in the file that somebody has written), what was found, which rule it breaks and what to
 * do; of several faults, each on a line of its own.
 */
public final class PlanException extends RuntimeException {

  private final transient Optional<Location> at;

  public PlanException(String message) {
    super(message);
    this.at = Optional.empty();
  }

  public PlanException(Location at, String problem) {
    super(Origin.of(at) + ": " + Excerpt.printable(problem));
    this.at = Optional.of(at);
  }

  public PlanException(Location at, String problem, Throwable cause) {
    super(Origin.of(at) + ": " + Excerpt.printable(problem), cause);
    this.at = Optional.of(at);
  }

  /** All of them in one; a single one as it is. */
  static PlanException all(List<PlanException> faults) {
    return faults.size() == 1
        ? faults.get(0)
        : new PlanException(
            "%d faults in the plan:%n  %s"
                .formatted(
                    faults.size(),
                    String.join(
                        System.lineSeparator() + "  ",
                        faults.stream().map(PlanException::getMessage).toList())));
  }

  Optional<Location> at() {
    return at;
  }
}
