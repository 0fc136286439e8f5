package dev.redline.phase.calibrate;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.workload.pairs.PairKind;
import java.util.List;
import java.util.Map;

/**
 * A slow-down that calibration puts on one of two equal servers, to see whether it is found.
 *
 * @param name for a table and a file
 * @param found whether it is one: without it a FAIL is a false alarm
 * @param efSearchFactor of the changed side's searches, 1: as planned
 * @param delayedShare of the changed side's searches that the server delays, 0 to 1
 * @param delayMillis by so much
 * @param settings of the changed server
 * @param neighbours busy processes beside it, on whichever core
 */
record PlantedSlowdown(
    String name,
    boolean found,
    int efSearchFactor,
    double delayedShare,
    double delayMillis,
    Map<String, String> settings,
    int neighbours) {

  /** What calibration tries: nothing, nothing beside neighbours, and four slow-downs. */
  static List<PlantedSlowdown> all(int cores) {
    Map<String, String> none = Map.of();
    return List.of(
        new PlantedSlowdown("nothing", false, 1, 0, 0, none, 0),
        new PlantedSlowdown("nothing_beside_neighbours", false, 1, 0, 0, none, 2 * cores),
        new PlantedSlowdown("ef_search_doubled", true, 2, 0, 0, none, 0),
        new PlantedSlowdown("delay_on_2_percent", true, 1, 0.02, 5, none, 0),
        new PlantedSlowdown("smallest_cache", true, 1, 0, 0, Map.of("shared_buffers", "128kB"), 0));
  }

  QueryPolicy policy(QueryPolicy planned, int largestK) {
    return efSearchFactor == 1
        ? planned
        : planned.withEfSearch(Math.min(1000, efSearchFactor * planned.efSearch(largestK)));
  }

  /**
   * The search as both servers get it: what may delay it stands on both sides, its delay on one.
   */
  PairKind planted(PairKind kind) {
    return delayedShare == 0
        ? kind
        : new PairKind(
            kind.name(),
            new DelayedSearch(kind.old(), 0, 0),
            new DelayedSearch(kind.changed(), delayedShare, delayMillis),
            kind.k(),
            kind.queries());
  }
}
