package dev.redline.phase.benefit;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.ServerSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much of what a search reads fits into a copy's shared_buffers. Beyond that searches begin to
 * wait for the kernel or the disk.
 *
 * @param workingSet bytes of the relation and of the indexes that serve the search
 * @param rows of the relation, by statistics
 */
record Room(long sharedBuffers, long workingSet, long rows) {

  private static final String SIZES =
      """
      SELECT pg_catalog.pg_size_bytes(pg_catalog.current_setting('shared_buffers')),
             (SELECT coalesce(sum(pg_catalog.pg_table_size(r::pg_catalog.regclass)), 0)
              FROM pg_catalog.unnest(?::pg_catalog.text[]) r),
             (SELECT coalesce(sum(pg_catalog.pg_relation_size(i::pg_catalog.regclass)), 0)
              FROM pg_catalog.unnest(?::pg_catalog.text[]) i)
      """;

  static Room of(Connector copy, ServerSearch search) throws SQLException {
    String[] tables =
        search.relation().stream()
            .flatMap(relation -> relation.parts().stream())
            .map(part -> part.name().sql())
            .toArray(String[]::new);
    String[] indexes =
        search.indexes().stream().map(index -> index.name().sql()).toArray(String[]::new);
    try (Connection connection = copy.open(ApplicationName.CONTROL);
        PreparedStatement statement = connection.prepareStatement(SIZES)) {
      statement.setArray(1, connection.createArrayOf("text", tables));
      statement.setArray(2, connection.createArrayOf("text", indexes));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Room(row.getLong(1), row.getLong(2) + row.getLong(3), search.allRows().total());
      }
    }
  }

  /** Of this kind, until the working set is larger than shared_buffers. */
  double rowsThatFit() {
    return workingSet == 0 ? 0 : (double) rows * sharedBuffers / workingSet;
  }
}
