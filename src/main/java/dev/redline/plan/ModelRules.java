package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;

/**
 * What a judge that is a model must keep.
 *
 * @param askedAgain the share of its replies that had to be asked for once more, 0 to 1
 */
public record ModelRules(Threshold<Double> askedAgain) {

  static ModelRules read(Node model) {
    Section section = model.section("asked_again");
    return new ModelRules(Threshold.shareAtMost(section.required("asked_again")));
  }
}
