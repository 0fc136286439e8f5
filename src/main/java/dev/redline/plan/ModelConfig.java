package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;

/**
 * What a judge that is a model must keep.
 *
 * @param askedAgain the share of its replies that had to be asked for once more, 0 to 1
 * @param repeat how often every answer is judged, 1 to 20
 */
public record ModelConfig(Threshold<Double> askedAgain, int repeat) {

  static ModelConfig read(Node model) {
    Section section = model.section("asked_again", "repeat");
    return new ModelConfig(
        Threshold.shareAtMost(section.required("asked_again")),
        section.optionalScalar("repeat").map(scalar -> scalar.asInteger(1, 20)).orElse(1));
  }
}
