package dev.redline.workload.pairs;

import dev.redline.target.Placement;
import dev.redline.vector.SearchInput;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Asks two servers the same, in random order, milliseconds apart: the old way and the new way. Both
 * sessions and the thread that asks run on one core, another one from block to block, or later
 * where a busy machine takes long to move them; where they cannot be bound, each block has sessions
 * of its own, so that none keeps a good or bad place.
 *
 * @param source of the sessions
 * @param kinds classes of searches, mixed at random; at least one
 * @param seed of order, class and query
 * @param nanoTime a clock as {@link System#nanoTime()}
 */
public record PairedSearches(
    PairSource source,
    List<PairKind> kinds,
    Placement placement,
    long seed,
    LongSupplier nanoTime) {

  /** About a second: long against a move from core to core, short against a neighbour's work. */
  public static final int BLOCK = 250;

  /** Slow searches end a block earlier, so that somebody looks at them in time. */
  private static final double LONGEST_BLOCK_MILLIS = 2000;

  private static final int FEWEST_OF_BLOCK = 20;

  /** After a move the core's caches are another's. */
  private static final int SETTLING = 10;

  /** Of the time of sampling, a fifth at most goes into moves from core to core. */
  private static final double STAYS_FOR_MOVES = 4;

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Samples until {@code enough} says so, asked after each block.
   *
   * @param warmUp searches on each server that nobody times
   */
  public PairSamples take(int warmUp, Predicate<PairSamples> enough) throws SQLException {
    try (MeasuringThread thread = new MeasuringThread();
        Sampling sampling = new Sampling(thread)) {
      sampling.warmUp(warmUp);
      PairSamples samples;
      do {
        samples = sampling.block();
      } while (!enough.test(samples));
      return samples;
    }
  }

  /** Samples under way. */
  private final class Sampling implements AutoCloseable {

    private final MeasuringThread thread;
    private final Random random = new Random(seed);
    private final List<PairSample> samples = new ArrayList<>();
    private final long begin = nanoTime.getAsLong();
    private final long threadId;
    private PairSessions sessions;
    private boolean placed = true;
    private int core = -1;
    private double arrived;
    private double moveTook;
    private long asked;

    Sampling(MeasuringThread thread) throws SQLException {
      this.thread = thread;
      this.threadId = thread.id();
      this.sessions = source.open(nanoTime);
    }

    void warmUp(int searches) throws SQLException {
      place();
      thread.call(
          () -> {
            for (int i = 0; i < searches; i++) {
              pair();
            }
            return searches;
          });
    }

    PairSamples block() throws SQLException {
      int settling = place();
      samples.addAll(
          thread.call(
              () -> {
                List<PairSample> block = new ArrayList<>(BLOCK);
                for (int i = 0; i < settling; i++) {
                  pair();
                }
                double begun = millis();
                while (block.size() < BLOCK && !late(block.size(), millis() - begun)) {
                  block.add(pair());
                }
                return block;
              }));
      return new PairSamples(samples, placed, asked);
    }

    private static boolean late(int pairs, double millis) {
      return pairs >= FEWEST_OF_BLOCK && millis > LONGEST_BLOCK_MILLIS;
    }

    private double millis() {
      return (nanoTime.getAsLong() - begin) / NANOS_PER_MILLI;
    }

    /** Returns how many pairs it takes until caches are as they were before the move. */
    private int place() throws SQLException {
      double begun = millis();
      if (placed && core >= 0 && begun - arrived < STAYS_FOR_MOVES * moveTook) {
        return 0;
      }
      core = (core + 1) % placement.cores();
      placed =
          placed
              && threadId > 0
              && placement.onOneCore(
                  core, List.of(sessions.old().pid(), sessions.changed().pid(), threadId));
      arrived = millis();
      moveTook = arrived - begun;
      if (!placed) {
        close();
        sessions = source.open(nanoTime);
        return 2 * SETTLING;
      }
      return SETTLING;
    }

    private PairSample pair() throws SQLException {
      Draw drawn = Draw.of(kinds, random);
      PairKind kind = drawn.kind();
      SearchInput query = drawn.query();
      boolean oldFirst = random.nextBoolean();
      double at = millis();
      asked++;
      sessions.lead(kind, query);
      PairSession.Timed was;
      PairSession.Timed is;
      if (oldFirst) {
        was = sessions.old().search(kind.old(), kind.k(), query);
        is = sessions.changed().search(kind.changed(), kind.k(), query);
      } else {
        is = sessions.changed().search(kind.changed(), kind.k(), query);
        was = sessions.old().search(kind.old(), kind.k(), query);
      }
      return new PairSample(
          at,
          placed ? core : -1,
          kind.name(),
          oldFirst,
          was.wall(),
          is.wall(),
          was.cpu(),
          is.cpu());
    }

    @Override
    public void close() throws SQLException {
      sessions.close();
    }
  }
}
