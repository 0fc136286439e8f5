package dev.redline.junit;

import dev.redline.plan.TimeLimits;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a gate waits for, once a limit is reached or a signal asks the run to end: its sessions
 * are closed, its thread is interrupted, and the gate fails as any other. A throwaway server is
 * then put back; one of somebody's is left as it is after a signal, and never restarted.
 */
final class RunWatch implements AutoCloseable {

  private final TimeLimits limits;
  private final boolean throwaway;
  private final Runnable endSessions;
  private final Supplier<String> halfDone;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(RunWatch::daemon);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "redline-signal");
  private final long runBegan = System.nanoTime();
  private long phaseBegan = runBegan;
  private @Nullable String phase;
  private @Nullable ScheduledFuture<?> bell;
  private volatile @Nullable Thread gateThread;
  private volatile @Nullable String reason;
  private volatile boolean signalled;

  /**
   * @param endSessions closes what is open on the server, from another thread
   * @param halfDone what would be left as it is, and the command that goes on from there
   */
  RunWatch(TimeLimits limits, boolean throwaway, Runnable endSessions, Supplier<String> halfDone) {
    this.limits = limits;
    this.throwaway = throwaway;
    this.endSessions = endSessions;
    this.halfDone = halfDone;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A gate begins in this thread. */
  void gate(String gate, String itsPhase) {
    rest();
    if (!itsPhase.equals(phase)) {
      phase = itsPhase;
      phaseBegan = System.nanoTime();
    }
    gateThread = Thread.currentThread();
    Bound bound =
        new Bound("gate", limits.gate(), limits.gate())
            .orSooner(bound("phase", limits.phase(), phaseBegan))
            .orSooner(bound("run", limits.run(), runBegan));
    bell =
        clock.schedule(
            () -> end(bound.sentence(gate)), bound.left().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** No gate runs. */
  void rest() {
    if (bell != null) {
      bell.cancel(false);
      bell = null;
    }
    gateThread = null;
  }

  /** Why the run ends; empty if it goes on. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** What a gate is to throw in place of what it met when its sessions were closed. */
  Throwable explained(Throwable thrown) {
    String why = reason;
    if (why == null) {
      return thrown;
    }
    boolean cleared = Thread.interrupted();
    return new IllegalStateException(why + (cleared ? " It was waiting." : ""), thrown);
  }

  /** Said in place of a rollback: after a signal a server of somebody's is left as it is. */
  Optional<String> leftAlone() {
    return signalled && !throwaway ? Optional.of(halfDone.get()) : Optional.empty();
  }

  @Override
  public void close() {
    rest();
    clock.shutdownNow();
    ended.countDown();
    if (!signalled) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void end(String why) {
    reason = why;
    endSessions.run();
    Thread waiting = gateThread;
    if (waiting != null && (throwaway || !signalled)) {
      waiting.interrupt();
    }
  }

  /** Runs while the process is on its way out, beside the gate. */
  private void onSignal() {
    signalled = true;
    SecondSignal.endsAtOnce();
    System.out.println(
        throwaway
            ? "Asked to end: the throwaway server is put back, within %d s. A second signal ends the run at once."
                .formatted(limits.putBack().toSeconds())
            : "Asked to end: nothing is restarted. " + halfDone.get());
    end("The run was asked to end by a signal.");
    try {
      if (!ended.await(limits.putBack().toMillis(), TimeUnit.MILLISECONDS)) {
        System.out.println("Not at an end within the limit (limits.put_back). " + halfDone.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Bound bound(String name, Duration limit, long began) {
    return new Bound(name, limit, limit.minusNanos(System.nanoTime() - began));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "redline-limits");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A limit, and what is left until it is reached.
   *
   * @param name as gates/target.yaml has it
   */
  private record Bound(String name, Duration limit, Duration left) {

    Bound orSooner(Bound other) {
      return other.left.compareTo(left) < 0 ? other : this;
    }

    String sentence(String gate) {
      return String.format(
          Locale.ROOT,
          "%s: the limit of the %s is reached (limits.%s in gates/target.yaml: %d s). Find out what it waited for, or raise the limit.",
          gate,
          name,
          name,
          limit.toSeconds());
    }
  }
}
