package dev.redline.phase.observability;

import java.util.List;

/**
 * Searches in blocks, in one session, with pg_stat_statements counting and without, in turn.
 *
 * @param counted how many of the searches pg_stat_statements counted
 * @param expected how many it had to count: those of the blocks in which it was on
 */
public record OverheadSamples(List<Quartet> quartets, long counted, long expected) {

  /**
   * Four blocks next to each other; each figure is the lower quartile of the times of a block's
   * searches, in ms. Two blocks with and two without stand such that a drift of the machine's speed
   * cancels out.
   *
   * @param off the earlier one without
   * @param on the earlier one with
   */
  public record Quartet(double off, double on, double onLater, double offLater) {

    /** The time with, divided by the time without. */
    double ratio() {
      return (on + onLater) / (off + offLater);
    }

    /** What would be 1 on a machine without noise: both blocks are without. */
    double noise() {
      return offLater / off;
    }
  }

  public OverheadSamples {
    quartets = List.copyOf(quartets);
  }
}
