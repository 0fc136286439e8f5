package dev.redline.rag.judge.call;

import java.math.BigDecimal;
import java.util.Optional;

/** Money set aside for one attempt. Ended once; if it never is, it counts as spent. */
final class Reservation {

  private final CostMeter meter;
  private final Optional<Prices> prices;
  private final BigDecimal most;

  Reservation(CostMeter meter, Optional<Prices> prices, BigDecimal most) {
    this.meter = meter;
    this.prices = prices;
    this.most = most;
  }

  /** The attempt cost what the service says. */
  void settle(Tokens used) {
    meter.settle(prices, most, used);
  }

  /** The service refused the attempt, which therefore cost nothing. */
  void release() {
    meter.release(most);
  }
}
