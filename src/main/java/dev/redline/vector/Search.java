package dev.redline.vector;

import java.sql.SQLException;

/** Finds the rows of one table, or those behind one filter, that are nearest to a vector. */
public interface Search {

  /** How a search for {@code k} rows is run. */
  SearchChoice choice(int k);

  /** Waits for the next search's turn, before it is timed. */
  void ready() throws SQLException;

  /** The {@code k} nearest rows, or as many as there are. */
  SearchResult nearest(SearchInput query, int k) throws SQLException;

  /** The plan by which {@link #nearest} runs. */
  SearchPlan explain(SearchInput query, int k) throws SQLException;
}
