package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.Optional;

/**
 * How far answers may fall below a baseline before a person has to decide. The floors of {@link
 * RedLines} hold beside it.
 *
 * @param fewestCases with fewer nothing is said, 2 or more
 * @param alpha the share of intervals that may miss, 0.001 to 0.2
 * @param seed of all resampling, 0 or more
 * @param because why the rules are these, if the plan says so
 */
public record BaselineConfig(
    ScoreLimits precision,
    ScoreLimits recall,
    ScoreLimits f1,
    int fewestCases,
    double alpha,
    int seed,
    Optional<String> because) {

  /**
   * What one score must keep.
   *
   * @param change of the mean over all questions
   * @param worstQuestion the change of the question that fell most, -1 to 0
   */
  public record ScoreLimits(AllowedChange change, Threshold<Double> worstQuestion) {

    static ScoreLimits read(Node node) {
      Section section = node.section("change", "worst_question");
      return new ScoreLimits(
          AllowedChange.read(section.required("change")),
          Threshold.read(
              section.required("worst_question"),
              Threshold.Direction.AT_LEAST,
              scalar -> scalar.asDecimal(-1, 0)));
    }
  }

  static BaselineConfig read(Node root) {
    Section section =
        root.section("precision", "recall", "f1", "cases", "alpha", "seed", "because");
    return new BaselineConfig(
        ScoreLimits.read(section.required("precision")),
        ScoreLimits.read(section.required("recall")),
        ScoreLimits.read(section.required("f1")),
        section.required("cases").section("at_least").scalar("at_least").asInteger(2, 1_000_000),
        section.scalar("alpha").asDecimal(0.001, 0.2),
        section.scalar("seed").asInteger(0, Integer.MAX_VALUE),
        section.because());
  }
}
