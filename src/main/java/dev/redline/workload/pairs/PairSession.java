package dev.redline.workload.pairs;

import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.vector.Searchable;
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

  /**
   * For a session of a server that need not run on this machine.
   *
   * @param searches closed with it, also if this throws
   */
  static PairSession of(SearchSession searches, LongSupplier nanoTime) throws SQLException {
    try {
      long pid = searches.pid();
      return new PairSession(searches, pid, SessionCpu.of(pid), nanoTime, Optional.empty());
    } catch (SQLException | RuntimeException e) {
      searches.close();
      throw e;
    }
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
    searches.ready();
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
