package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ProjectPath;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;

/**
 * How far a judge must be trusted before its scores count.
 *
 * @param labelledPairs the file with their labels, relative to the project's folder
 * @param fewestPairs held-out pairs that the file must have, 10 or more
 * @param kappa agreement beyond chance on the held-out pairs, 0 to 1
 * @param model of a judge that is a model
 */
public record JudgeConfig(
    String labelledPairs, int fewestPairs, Threshold<Double> kappa, ModelConfig model) {

  static JudgeConfig read(Node root) {
    Section all = root.section("offline", "model");
    Section section = all.required("offline").section("labelled_pairs", "pairs", "kappa");
    ScalarNode file = section.scalar("labelled_pairs");
    return new JudgeConfig(
        ProjectPath.read(file),
        section.required("pairs").section("at_least").scalar("at_least").asInteger(10, 1_000_000),
        Threshold.shareAtLeast(section.required("kappa")),
        ModelConfig.read(all.required("model")));
  }
}
