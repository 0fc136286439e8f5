package dev.redline.rag.baseline;

import java.time.Instant;

/**
 * An evaluation that a person accepted as what later ones are compared with.
 *
 * @param schema of the file; {@value #SCHEMA} is the only one so far
 * @param commit of the project when it was accepted
 */
public record Baseline(int schema, Instant accepted, String commit, Measured evaluation) {

  static final int SCHEMA = 1;

  static Baseline of(Measured evaluation, String commit, Instant accepted) {
    return new Baseline(SCHEMA, accepted, commit, evaluation);
  }
}
