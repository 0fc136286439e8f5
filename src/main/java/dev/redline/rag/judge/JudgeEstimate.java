package dev.redline.rag.judge;

import dev.redline.plan.ModelConfig;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.evaluation.JudgeService;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What judging is about to take.
 *
 * @param judge named in words, if it is more than one
 * @param calls to a model, about; 0 for a judge of rules
 * @param time one call after the other
 * @param usd empty where no price is known
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

  /** Both by the same judge. */
  public JudgeEstimate plus(JudgeEstimate other) {
    return new JudgeEstimate(
        judge,
        answers + other.answers,
        calls + other.calls,
        time.plus(other.time),
        usd.flatMap(mine -> other.usd.map(mine::add)));
  }

  /** By several judges. */
  static JudgeEstimate sum(List<JudgeEstimate> estimates) {
    JudgeEstimate all = estimates.stream().reduce(JudgeEstimate::plus).orElseThrow();
    return new JudgeEstimate("all judges together", all.answers, all.calls, all.time, all.usd);
  }

  /**
   * It costs no more than the judge may spend, or its price is not known.
   *
   * @throws JudgeUnavailableException if it costs more
   */
  public void requireWithin(Optional<JudgeService.SpendingLimit> limit) {
    limit
        .filter(most -> usd.filter(cost -> cost.compareTo(most.usd()) > 0).isPresent())
        .ifPresent(
            most -> {
              throw new JudgeUnavailableException(
                  "Judging would take about %s USD, and %s=%s; nothing has been asked"
                      .formatted(
                          usd.orElseThrow().toPlainString(),
                          most.name(),
                          most.usd().toPlainString()),
                  "Raise %s, have fewer answers judged, or correct what a call costs"
                          .formatted(most.name())
                      + " (call: usd in gates/judge.yaml)");
            });
  }

  /** Who takes what, without the number of answers. */
  String takes() {
    return "%s: about %d calls, %d s one after the other, %s"
        .formatted(
            judge,
            calls,
            time.toSeconds(),
            usd.map(price -> price.stripTrailingZeros().toPlainString() + " USD")
                .orElse("price not named in gates/judge.yaml"));
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return calls == 0
        ? "%d answers to be judged by %s, which asks no model".formatted(answers, judge)
        : "%d answers to be judged by %s".formatted(answers, takes());
  }
}
