package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;

/**
 * What a judge that is a model must keep.
 *
 * @param askedAgain the share of its replies that had to be asked for once more, 0 to 1
 */
public record ModelConfig(Threshold<Double> askedAgain) {

  static ModelConfig read(Node model) {
    Section section = model.section("asked_again");
    return new ModelConfig(Threshold.shareAtMost(section.required("asked_again")));
  }
}
