package dev.redline.verdict;

import java.util.List;
import java.util.Optional;

/** Evidence that tells what a change is about to set. */
public interface Planned {

  /** The settings, in the order of the plan; those that are so already among them. */
  List<Value> planned();

  /**
   * A setting that is planned.
   *
   * @param before empty if the server does not know it yet
   * @param changes false if the server has the planned value already
   * @param how when it takes effect, and what it was computed from
   * @param because why it is planned, if the plan says so
   */
  record Value(
      String name,
      Optional<String> before,
      String planned,
      boolean changes,
      String how,
      Optional<String> because) {}
}
