package dev.redline.rag.judge.call;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spaces requests evenly and sends none while the service cools down. Shared by all threads, so
 * that one that was throttled spares the others the same.
 */
public final class Pace {

  private final RateLimiter<Object> limiter;
  private final Duration coolDown;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong coolUntil = new AtomicLong(System.nanoTime());

  public Pace(Limits limits) {
    Duration interval = Duration.ofNanos(Math.round(1e9 / limits.perSecond()));
    this.limiter = RateLimiter.smoothBuilder(interval).build();
    this.coolDown = limits.coolDown();
  }

  /** Returns when the next request may be sent. */
  public void awaitTurn() throws InterruptedException {
    do {
      pause(Duration.ofNanos(cooling()));
      limiter.acquirePermit();
    } while (cooling() > 0);
  }

  /**
   * Returns after so long.
   *
   * @throws CancellationException if nothing is to be sent any more
   */
  public void pause(Duration pause) throws InterruptedException {
    if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new CancellationException("Closed while a request was waiting for its turn");
    }
  }

  /** Ends all pauses. */
  public void close() {
    closed.countDown();
  }

  /** The service has throttled. */
  public void throttled() {
    long until = System.nanoTime() + coolDown.toNanos();
    coolUntil.accumulateAndGet(until, (old, next) -> next - old > 0 ? next : old);
  }

  private long cooling() {
    return coolUntil.get() - System.nanoTime();
  }
}
