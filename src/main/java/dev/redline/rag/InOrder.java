package dev.redline.rag;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does the same to each item, several at once, and hands on what comes of it in the items' order.
 * Items are taken as they are needed, so that what waits is bounded.
 *
 * @param atOnce at least 1; 1 means: in the caller's thread
 */
public record InOrder<T, R>(int atOnce, Function<T, R> work, Consumer<R> then) {

  private static final int WAITING = 2;

  /**
   * Returns when the last item is done.
   *
   * @throws RuntimeException the first that an item throws; what is under way is interrupted
   */
  public void each(Iterator<T> items) {
    if (atOnce == 1) {
      items.forEachRemaining(item -> then.accept(work.apply(item)));
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      each(items, threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private void each(Iterator<T> items, ExecutorService threads) {
    Deque<Future<R>> underWay = new ArrayDeque<>();
    while (items.hasNext()) {
      T item = items.next();
      underWay.add(threads.submit(() -> work.apply(item)));
      if (underWay.size() >= WAITING * atOnce) {
        then.accept(done(underWay.remove()));
      }
    }
    while (!underWay.isEmpty()) {
      then.accept(done(underWay.remove()));
    }
  }

  private static <R> R done(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while cases were judged");
    }
  }
}
