package dev.redline.vector;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Times vector searches and compares what they find with an exact search. */
public final class SearchProbe {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Search search;
  private final List<SearchInput> queries;
  private final LongSupplier nanoTime;
  private final ControlWork control;

  /**
   * @param queries used in turn, at least one
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public SearchProbe(Search search, List<SearchInput> queries, LongSupplier nanoTime) {
    this(search, queries, nanoTime, ControlWork.NONE);
  }

  /**
   * The same beside a control.
   *
   * @param control timed after every other search
   */
  public SearchProbe(
      Search search, List<SearchInput> queries, LongSupplier nanoTime, ControlWork control) {
    this.search = search;
    this.queries = List.copyOf(queries);
    this.nanoTime = nanoTime;
    this.control = control;
  }

  /**
   * Runs searches that nobody judges, so that caches hold what the timed ones need.
   *
   * @return the time of each, in milliseconds
   */
  public List<Double> warmUp(int k, int searches) throws SQLException {
    List<Double> millis = new ArrayList<>(searches);
    for (int i = 0; i < searches; i++) {
      search.ready();
      long start = nanoTime.getAsLong();
      search.nearest(query(i), k);
      long took = nanoTime.getAsLong() - start;
      millis.add(took / NANOS_PER_MILLI);
    }
    return millis;
  }

  /**
   * Times {@code samples} searches and takes the recall of the first search of each query whose
   * neighbours are known.
   *
   * @param exact neighbours of the first queries, possibly none, by {@link
   *     SearchSession#exactNeighbours}, at least {@code k} each if the table has as many rows
   */
  public SearchMeasurement measure(int k, int samples, List<List<Neighbour>> exact)
      throws SQLException {
    List<Double> millis = new ArrayList<>(samples);
    List<Double> recalls = new ArrayList<>();
    List<Double> controls = new ArrayList<>();
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < samples; i++) {
      search.ready();
      long start = nanoTime.getAsLong();
      List<Neighbour> found = search.nearest(query(i), k).rows();
      long took = nanoTime.getAsLong() - start;
      millis.add(took / NANOS_PER_MILLI);
      if (control != ControlWork.NONE && i % 2 == 1) {
        controls.add(timedControl());
      }
      fewest = Math.min(fewest, found.size());
      if (i < exact.size()) {
        recalls.add(Recall.of(found, firstOf(exact.get(i), k)));
      }
    }
    int wanted = exact.isEmpty() ? k : firstOf(exact.get(0), k).size();
    return new SearchMeasurement(
        k, wanted, fewest, millis, Recall.over(recalls), search.explain(query(0), k), controls);
  }

  private double timedControl() throws SQLException {
    long start = nanoTime.getAsLong();
    control.run();
    return (nanoTime.getAsLong() - start) / NANOS_PER_MILLI;
  }

  private SearchInput query(int i) {
    return queries.get(i % queries.size());
  }

  private static List<Neighbour> firstOf(List<Neighbour> exact, int k) {
    return exact.subList(0, Math.min(k, exact.size()));
  }
}
