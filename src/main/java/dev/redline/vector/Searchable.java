package dev.redline.vector;

import dev.redline.plan.workload.QueryPolicy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Rows that can be searched for those nearest to a vector. */
public interface Searchable {

  /** The statement that every search runs; returns ids, as text, and distances, nearest first. */
  String query();

  /** Binds the parameters of {@link #query}. */
  void bind(PreparedStatement statement, SearchInput input, int k) throws SQLException;

  /** The statement that finds the nearest rows if no vector index takes part. */
  default String exactQuery() {
    return query();
  }

  /** Binds the parameters of {@link #exactQuery}. */
  default void bindExact(PreparedStatement statement, SearchInput input, int k)
      throws SQLException {
    bind(statement, input, k);
  }

  /** One row of a result. */
  default Neighbour read(ResultSet row) throws SQLException {
    return new Neighbour(row.getString(1), row.getDouble(2));
  }

  /** What counts of the rows that were read. */
  default List<Neighbour> counted(List<Neighbour> found, SearchInput input, int k) {
    return found;
  }

  /** The settings of a search's transaction. */
  default Map<String, String> settings(QueryPolicy policy, int k) {
    return policy.settings(k);
  }
}
