package dev.redline.rag.judge.call;

import dev.redline.rag.JudgeUnavailableException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Counts tokens and money. Before a request is sent the most that it can cost is set aside, so that
 * the budget holds whatever the model replies and however many requests are under way.
 */
public final class CostMeter {

  private final Budget budget;
  private long requests;
  private long replies;
  private Tokens tokens = Tokens.NONE;
  private BigDecimal committed = BigDecimal.ZERO;

  public CostMeter(Budget budget) {
    this.budget = budget;
  }

  /**
   * Sets aside what the call can cost at most. Until it is settled or released it counts as spent.
   *
   * @throws JudgeUnavailableException if that is more than the budget has left
   */
  synchronized Reservation reserve(ModelCall call) {
    Optional<Prices> prices = prices(call);
    BigDecimal most = cost(prices, call.atMost());
    budget
        .maxUsd()
        .filter(max -> committed.add(most).compareTo(max) > 0)
        .ifPresent(max -> refuse(max, most));
    requests++;
    committed = committed.add(most);
    return new Reservation(this, prices, most);
  }

  synchronized void settle(Optional<Prices> prices, BigDecimal reserved, Tokens used) {
    replies++;
    tokens = tokens.plus(used);
    committed = committed.subtract(reserved).add(cost(prices, used));
  }

  synchronized void release(BigDecimal reserved) {
    committed = committed.subtract(reserved);
  }

  public synchronized Usage usage() {
    return new Usage(requests, replies, tokens, budget.text().map(prices -> committed));
  }

  private Optional<Prices> prices(ModelCall call) {
    return call.embeds() ? budget.embedding() : budget.text();
  }

  private static BigDecimal cost(Optional<Prices> prices, Tokens tokens) {
    return prices.map(p -> p.of(tokens)).orElse(BigDecimal.ZERO);
  }

  private void refuse(BigDecimal max, BigDecimal most) {
    throw new JudgeUnavailableException(
        "The budget is used up: %s of %s=%s are spent or set aside, the next request may cost %s USD"
            .formatted(
                committed.toPlainString(),
                budget.name(),
                max.toPlainString(),
                most.toPlainString()),
        "Raise %s and run again: replies that were paid for are in the cache"
            .formatted(budget.name()));
  }
}
