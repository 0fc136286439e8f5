package dev.redline.phase.calibrate;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.Searchable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Searches of which the server delays some before it looks for the first row.
 *
 * @param share of the searches, 0 to 1
 * @param millis by so much
 */
record DelayedSearch(Searchable rows, double share, double millis) implements Searchable {

  @Override
  public String query() {
    return String.format(
            Locale.ROOT,
            "DO $$ BEGIN IF pg_catalog.random() < %s THEN PERFORM pg_catalog.pg_sleep(%s);"
                + " END IF; END $$; ",
            share,
            millis / 1000)
        + rows.query();
  }

  @Override
  public void bind(PreparedStatement statement, SearchInput input, int k) throws SQLException {
    rows.bind(statement, input, k);
  }

  @Override
  public Neighbour read(ResultSet row) throws SQLException {
    return rows.read(row);
  }

  @Override
  public List<Neighbour> counted(List<Neighbour> found, SearchInput input, int k) {
    return rows.counted(found, input, k);
  }

  @Override
  public Map<String, String> settings(QueryPolicy policy, int k) {
    return rows.settings(policy, k);
  }
}
