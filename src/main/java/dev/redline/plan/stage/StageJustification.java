package dev.redline.plan.stage;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PhaseTags;
import dev.redline.plan.yaml.Section;

/**
 * What an earlier stage must have shown for a stage to be worth its risk.
 *
 * @param phase the tag of the earlier stage
 * @param cacheHits the share of blocks found in shared_buffers, 0 to 1, up to which more memory has
 *     something to gain
 */
public record StageJustification(String phase, Threshold<Double> cacheHits) {

  static StageJustification read(GatesFiles files, Node node) {
    Section section = node.section("phase", "cache_hit_ratio");
    return new StageJustification(
        section.scalar("phase").asOneOf(PhaseTags.of(files)),
        Threshold.read(
            section.required("cache_hit_ratio"),
            Threshold.Direction.AT_MOST,
            scalar -> scalar.asDecimal(0.01, 1)));
  }
}
