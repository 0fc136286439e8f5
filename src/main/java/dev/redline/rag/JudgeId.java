package dev.redline.rag;

import org.jspecify.annotations.Nullable;

/**
 * Names a judge exactly enough to know whether two evaluations may be compared.
 *
 * @param version changes whenever a label may change
 * @param model the model that judges, null if there is none
 */
public record JudgeId(String name, String version, @Nullable String model) {

  /** As in {@code offline@1-0a1b2c3d4e5f}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
