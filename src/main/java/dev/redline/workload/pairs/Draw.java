package dev.redline.workload.pairs;

import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** One search, drawn at random: first its class, then what is searched for. */
public record Draw(PairKind kind, SearchInput query) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Draws the next one.
   *
   * @param kinds at least one
   */
  public static Draw of(List<PairKind> kinds, Random random) {
    PairKind kind = kinds.get(random.nextInt(kinds.size()));
    return new Draw(kind, kind.queries().get(random.nextInt(kind.queries().size())));
  }

  /** Runs it as the old server is asked, and says how long its client waited, in ms. */
  public double millis(SearchSession session, LongSupplier nanoTime) throws SQLException {
    long start = nanoTime.getAsLong();
    session.nearest(kind.old(), query, kind.k());
    return (nanoTime.getAsLong() - start) / NANOS_PER_MILLI;
  }
}
