package dev.redline.postgres.surroundings;

/**
 * One observation that speaks for somebody being there.
 *
 * @param strength whether it is enough by itself
 * @param text what was observed, and where
 */
public record Sign(Strength strength, String text) {

  /** How much a sign says. */
  public enum Strength {
    /** Nothing else explains it. */
    PROOF,
    /** Something else may explain it. */
    HINT
  }

  static Sign proof(String text) {
    return new Sign(Strength.PROOF, text);
  }

  static Sign hint(String text) {
    return new Sign(Strength.HINT, text);
  }
}
