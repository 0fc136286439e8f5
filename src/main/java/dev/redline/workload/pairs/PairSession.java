package dev.redline.workload.pairs;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.vector.Searchable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A session in which one side of a pair is asked. Not for use by several threads at once. */
final class PairSession implements AutoCloseable {

  private static final double NANOS_PER_MILLI = 1e6;

  private final SearchSession searches;
  private final SessionCpu cpu;
  private final long pid;
  private final LongSupplier nanoTime;
  private final Optional<String> first;

  private PairSession(
      SearchSession searches,
      long pid,
      SessionCpu cpu,
      LongSupplier nanoTime,
      Optional<String> first) {
    this.searches = searches;
    this.pid = pid;
    this.cpu = cpu;
    this.nanoTime = nanoTime;
    this.first = first;
  }

  /** Opens a session; the server need not run on this machine. */
  static PairSession open(Connector connector, QueryPolicy policy, LongSupplier nanoTime)
      throws SQLException {
    Connection connection = connector.open(ApplicationName.EVALUATION);
    long pid = SessionCpu.pid(connection);
    return new PairSession(
        new SearchSession(connection, policy), pid, SessionCpu.of(pid), nanoTime, Optional.empty());
  }

  /** The same session, not another one, which runs a statement before each search. */
  PairSession after(String statement) {
    return new PairSession(searches, pid, cpu, nanoTime, Optional.of(statement));
  }

  /** Of the server's process, as its own machine counts. */
  long pid() {
    return pid;
  }

  /**
   * One search, as its client sees it.
   *
   * @param cpu in ms, NaN where it cannot be read
   */
  record Timed(double wall, double cpu) {}

  Timed search(Searchable rows, int k, SearchInput query) throws SQLException {
    if (first.isPresent()) {
      searches.set(first.get());
    }
    double cpuBefore = cpu.millis();
    long start = nanoTime.getAsLong();
    searches.nearest(rows, query, k);
    long end = nanoTime.getAsLong();
    return new Timed((end - start) / NANOS_PER_MILLI, cpu.millis() - cpuBefore);
  }

  @Override
  public void close() throws SQLException {
    try (SessionCpu closing = cpu) {
      searches.close();
    }
  }
}
