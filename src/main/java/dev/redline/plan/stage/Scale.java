package dev.redline.plan.stage;

import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import java.util.List;

/** What a value grows and shrinks with on a machine other than the reference. */
public enum Scale {
  /** Nothing: the value is taken as it stands. */
  NONE,
  /** The host's memory, in proportion. */
  MEMORY;

  /**
   * As the command line has it: {@code memory} or {@code none}.
   *
   * @throws PlanException for any other word
   */
  public static Scale parse(String text) {
    return switch (text) {
      case "memory" -> MEMORY;
      case "none" -> NONE;
      default -> throw new PlanException("-Dscale=" + text + " is not known: use memory or none.");
    };
  }

  static Scale read(ScalarNode scalar) {
    return scalar.asOneOf(List.of("none", "memory")).equals("memory") ? MEMORY : NONE;
  }
}
