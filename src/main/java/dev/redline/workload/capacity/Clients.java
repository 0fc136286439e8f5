package dev.redline.workload.capacity;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchSessions;
import dev.redline.vector.SearchSession;
import dev.redline.workload.pairs.Draw;
import dev.redline.workload.pairs.PairKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Sessions of one server, each with a thread of its own, that search without a pause. */
final class Clients implements AutoCloseable {

  private static final double NANOS_PER_SECOND = 1e9;

  private final List<SearchSession> sessions = new ArrayList<>();
  private final ExecutorService threads;
  private final List<PairKind> kinds;
  private final LongSupplier nanoTime;
  private final Random seeds;

  /**
   * Opens the sessions.
   *
   * @param seed of class and query
   * @param nanoTime may be asked by several threads at once
   */
  Clients(
      int count,
      Connector connector,
      QueryPolicy policy,
      List<PairKind> kinds,
      long seed,
      LongSupplier nanoTime)
      throws SQLException {
    this.kinds = kinds;
    this.nanoTime = nanoTime;
    this.seeds = new Random(seed);
    this.threads = Executors.newFixedThreadPool(count);
    try {
      for (int i = 0; i < count; i++) {
        sessions.add(SearchSessions.onCopies().open(connector, policy));
      }
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** All clients search for so long; whoever is searching then ends that search first. */
  Load block(Duration length) throws SQLException {
    long begin = nanoTime.getAsLong();
    long until = begin + length.toNanos();
    List<Future<List<Double>>> running = new ArrayList<>();
    for (SearchSession session : sessions) {
      Random random = new Random(seeds.nextLong());
      Callable<List<Double>> client = () -> search(session, random, until);
      running.add(threads.submit(client));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> client : running) {
      millis.addAll(result(client));
    }
    double seconds = (nanoTime.getAsLong() - begin) / NANOS_PER_SECOND;
    return new Load(millis.size(), seconds, millis);
  }

  private List<Double> search(SearchSession session, Random random, long until)
      throws SQLException {
    List<Double> millis = new ArrayList<>();
    while (nanoTime.getAsLong() < until || millis.isEmpty()) {
      millis.add(Draw.of(kinds, random).millis(session, nanoTime));
    }
    return millis;
  }

  private static List<Double> result(Future<List<Double>> client) throws SQLException {
    try {
      return client.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failed) {
        throw failed;
      }
      throw new IllegalStateException("A client could not search", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while clients searched", e);
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    SQLException failed = null;
    for (SearchSession session : sessions) {
      try {
        session.close();
      } catch (SQLException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
