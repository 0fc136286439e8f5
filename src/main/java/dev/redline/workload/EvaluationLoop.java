package dev.redline.workload;

import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.quoting.ServerWords;
import dev.redline.search.SearchedData;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Searches as an evaluation does, in the background until it is closed, so that there is something
 * to see. Nobody is asked to answer or to judge: that costs time and, with a model, money.
 */
public final class EvaluationLoop implements AutoCloseable {

  private final Plan plan;
  private final Workload workload;
  private final Connector connector;
  private final AtomicInteger searches = new AtomicInteger();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CompletableFuture<Void> end;
  private volatile boolean closed;

  private EvaluationLoop(Plan plan, Workload workload, Connector connector) {
    this.plan = plan;
    this.workload = workload;
    this.connector = connector;
    this.end = CompletableFuture.runAsync(this::run, thread);
  }

  public static EvaluationLoop start(Plan plan, Workload workload, Connector connector) {
    return new EvaluationLoop(plan, workload, connector);
  }

  /** Whether it has begun to search, or has failed, which {@link #close} tells. */
  public boolean begun() {
    return searches.get() > 0 || end.isDone();
  }

  /**
   * Ends it.
   *
   * @throws java.util.concurrent.CompletionException if a search failed
   */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    end.join();
  }

  private void run() {
    try (SearchSession session = workload.searches().session(connector, plan.latency().policy())) {
      SearchedData data = workload.searches().main(connector);
      while (!closed) {
        for (SearchInput query : data.queries()) {
          session.nearest(data.search().rows(), query, plan.isolation().interference().k());
          searches.incrementAndGet();
        }
        if (!closed && workload.notJudged().isEmpty()) {
          workload.findPassages(connector, plan.redLines().k());
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A search of the background failed: " + ServerWords.of(e), e);
    }
  }
}
