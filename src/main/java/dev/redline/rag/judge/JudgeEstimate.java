package dev.redline.rag.judge;

import dev.redline.plan.ModelConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What judging is about to take.
 *
 * @param calls to a model, about; 0 for a judge of rules
 * @param time one call after the other
 * @param usd empty where no price is named
 */
public record JudgeEstimate(
    String judge, int answers, long calls, Duration time, Optional<BigDecimal> usd) {

  static JudgeEstimate of(String judge, int answers, long calls, ModelConfig.Call call) {
    return new JudgeEstimate(
        judge,
        answers,
        calls,
        call.time().multipliedBy(calls),
        call.usd().map(price -> price.multiply(BigDecimal.valueOf(calls))));
  }

  /** The same in so many rounds, each of which costs as much. */
  public JudgeEstimate times(int rounds) {
    return new JudgeEstimate(
        judge,
        answers,
        rounds * calls,
        time.multipliedBy(rounds),
        usd.map(price -> price.multiply(BigDecimal.valueOf(rounds))));
  }

  /** One line for a person. */
  @Override
  public String toString() {
    if (calls == 0) {
      return "%d answers to be judged by %s, which asks no model".formatted(answers, judge);
    }
    return "%d answers to be judged by %s: about %d calls, %d s one after the other, %s"
        .formatted(
            answers,
            judge,
            calls,
            time.toSeconds(),
            usd.map(price -> price.stripTrailingZeros().toPlainString() + " USD")
                .orElse("price not named in gates/judge.yaml"));
  }
}
