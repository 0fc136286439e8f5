package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What a judge that is a model must keep.
 *
 * @param askedAgain the share of its replies that had to be asked for once more, 0 to 1
 * @param call what one call takes, for the estimate before the first one
 * @param repeat how often every answer is judged, 1 to 20
 */
public record ModelConfig(Threshold<Double> askedAgain, Call call, int repeat) {

  /**
   * One call.
   *
   * @param usd empty if nobody has named a price
   */
  public record Call(Duration time, Optional<BigDecimal> usd) {

    static Call read(Node node) {
      Section section = node.section("time", "usd");
      return new Call(
          TimeSpan.read(section.scalar("time"), "1ms", "15min"),
          section.optionalScalar("usd").map(Call::usd));
    }

    private static BigDecimal usd(ScalarNode scalar) {
      return BigDecimal.valueOf(scalar.asDecimal(0, 100));
    }
  }

  static ModelConfig read(Node model) {
    Section section = model.section("asked_again", "call", "repeat");
    return new ModelConfig(
        Threshold.shareAtMost(section.required("asked_again")),
        Call.read(section.required("call")),
        section.optionalScalar("repeat").map(scalar -> scalar.asInteger(1, 20)).orElse(1));
  }
}
