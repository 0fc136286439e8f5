package dev.redline.rag.baseline;

import java.util.Set;

/** Judges answers once more, to tell how far the judge agrees with itself. */
public interface Rejudging {

  /**
   * Judges the answers to some questions again. What stands in the way is said in the words of what
   * comes back.
   *
   * @param queryIds whose scores fell, at least one
   */
  Disagreement of(Set<String> queryIds);
}
