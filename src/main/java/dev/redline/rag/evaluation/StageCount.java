package dev.redline.rag.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * In how many cases a stage came with the answers, and in how many it was judged here.
 *
 * @param given cases that are not judged again
 */
public record StageCount(int given, int judged) {

  /**
   * For every stage, in order.
   *
   * @param reused cases that have all stages and neither came with the answers nor were judged
   */
  static Map<CheckStage, StageCount> of(
      Map<CheckStage, Integer> before, Map<CheckStage, Integer> after, int reused) {
    Map<CheckStage, StageCount> counts = new EnumMap<>(CheckStage.class);
    for (CheckStage stage : CheckStage.values()) {
      int given = before.getOrDefault(stage, 0);
      counts.put(stage, new StageCount(given, after.getOrDefault(stage, 0) - given - reused));
    }
    return Collections.unmodifiableMap(counts);
  }
}
