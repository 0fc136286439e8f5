package dev.redline.change;

import dev.redline.verdict.Finding;

/** Something about a changed server that is measured and judged. */
@FunctionalInterface
public interface Measurement {

  /** Measures and judges. */
  Finding take() throws Exception;
}
