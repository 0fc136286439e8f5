package dev.redline.vector;

import java.sql.SQLException;

/** Leaves it to the index, whatever the filter. */
public record IndexSearch(SearchSession session, Searchable rows) implements Search {

  @Override
  public SearchChoice choice(int k) {
    return new SearchChoice(SearchChoice.Method.INDEX, "the index is always asked");
  }

  @Override
  public void ready() throws SQLException {
    session.ready();
  }

  @Override
  public SearchResult nearest(SearchInput query, int k) throws SQLException {
    return new SearchResult(session.nearest(rows, query, k), choice(k));
  }

  @Override
  public SearchPlan explain(SearchInput query, int k) throws SQLException {
    return session.explain(rows, query, k);
  }
}
