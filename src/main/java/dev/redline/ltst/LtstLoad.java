package dev.redline.ltst;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * LTST load that runs in the background until it is stopped, or until it has run as long or done as
 * much as its plan allows.
 */
public final class LtstLoad implements AutoCloseable {

  /** More than a worker needs to end its operation, given statement timeouts. */
  private static final Duration LAST_OPERATION = Duration.ofSeconds(90);

  private final LoadPlan plan;
  private final Guard guard;
  private final List<Long> conversations;
  private final LoadLog log = new LoadLog();
  private final ExecutorService threads;
  private final AtomicInteger begun = new AtomicInteger();
  private final long start = System.nanoTime();
  private volatile boolean stopped;

  private LtstLoad(LoadPlan plan, Guard guard, List<Long> conversations) {
    this.plan = plan;
    this.guard = guard;
    this.conversations = List.copyOf(conversations);
    this.threads =
        Executors.newFixedThreadPool(plan.options().workers() + plan.options().heavyWorkers());
  }

  /**
   * Starts the workers.
   *
   * @param conversations that they work on, as {@link LoadPlan#prepare} returned them
   */
  public static LtstLoad start(LoadPlan plan, Guard guard, List<Long> conversations) {
    LtstLoad load = new LtstLoad(plan, guard, conversations);
    int light = plan.options().workers();
    for (int i = 0; i < light + plan.options().heavyWorkers(); i++) {
      int number = i;
      Work work = i < light ? Worker::workLightly : Worker::workHard;
      load.threads.execute(() -> load.workUntilTheEnd(number, work));
    }
    load.threads.shutdown();
    return load;
  }

  /** How many operations were done so far. */
  public int done() {
    return log.done().size();
  }

  /** Whether it has stopped, by itself or because it was told to. */
  public boolean ended() {
    return threads.isTerminated();
  }

  /** Lets each worker end its operation, waits for that, and tells what was done. */
  public LoadStatistics stop() {
    stopped = true;
    try {
      if (!threads.awaitTermination(LAST_OPERATION.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
        throw new IllegalStateException(
            "A worker of the load did not end within " + LAST_OPERATION.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the load was stopping", e);
    }
    return LoadStatistics.of(log, log.done(), seconds(start, System.nanoTime()));
  }

  /** What ran at any moment between two of {@link System#nanoTime()}; all of it has to be done. */
  public LoadStatistics between(long from, long to) {
    List<LoadLog.Done> during = log.done().stream().filter(d -> d.overlaps(from, to)).toList();
    return LoadStatistics.of(log, during, seconds(from, to));
  }

  @Override
  public void close() {
    stop();
  }

  private interface Work {
    void doOne(Worker worker) throws SQLException;
  }

  private void workUntilTheEnd(int number, Work work) {
    try (LtstSession session = plan.session()) {
      Worker worker = new Worker(plan, session, guard, conversations, log, number);
      while (mayGoOn()) {
        work.doOne(worker);
      }
    } catch (SQLException | RuntimeException e) {
      log.failed(e);
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private boolean mayGoOn() {
    return !stopped
        && System.nanoTime() - start < plan.options().longest().toNanos()
        && begun.getAndIncrement() < plan.options().operations();
  }
}
