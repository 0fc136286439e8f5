package dev.redline.vector;

import java.sql.SQLException;
import java.time.Duration;

/** Keeps searches from taking more of a server than they may. */
public interface SearchPace extends AutoCloseable {

  /** As fast as they come: on a copy that serves nobody, or as load that a person has approved. */
  SearchPace UNLIMITED =
      new SearchPace() {
        @Override
        public void before() {}

        @Override
        public void took(Duration time) {}

        @Override
        public void close() {}
      };

  /** Called before each search, outside of the time that is measured; waits, or throws to stop. */
  void before() throws SQLException;

  /** Called after each search. */
  void took(Duration time);

  @Override
  void close() throws SQLException;
}
