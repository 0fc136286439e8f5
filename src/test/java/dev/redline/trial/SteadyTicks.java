package dev.redline.trial;

import java.util.Random;
import java.util.function.LongSupplier;

/**
 * A clock that goes on by about a fifth of a millisecond each time it is read: searches take
 * equally long before and after a change, however busy the machine is.
 */
public final class SteadyTicks implements LongSupplier {

  private static final int SHORTEST_NANOS = 190_000;
  private static final int SPREAD_NANOS = 20_000;

  private final Random random = new Random(1070);
  private long now;

  @Override
  public synchronized long getAsLong() {
    now += SHORTEST_NANOS + random.nextInt(SPREAD_NANOS);
    return now;
  }
}
