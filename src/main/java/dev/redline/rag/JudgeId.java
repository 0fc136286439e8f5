package dev.redline.rag;

import org.jspecify.annotations.Nullable;

/**
 * Names a judge exactly enough to know whether two evaluations may be compared.
 *
 * @param version changes whenever a label may change
 * @param model the model that judges, null if there is none
 */
public record JudgeId(String name, String version, @Nullable String model) {

  private static final String MIXED = "mixed";

  /** The judge of labels of which this one gave some and {@code other} the rest. */
  JudgeId and(JudgeId other) {
    return equals(other) ? this : new JudgeId(MIXED, this + " and " + other, other.model);
  }

  /** As in {@code offline@1-0a1b2c3d4e5f}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
