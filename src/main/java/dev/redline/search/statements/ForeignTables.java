package dev.redline.search.statements;

import dev.redline.plan.workload.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Foreign tables that are read with a table, as its children or partitions. What reading them does
 * is up to their wrapper: it may run a program or write on another server.
 */
record ForeignTables(Connection connection) {

  private static final String QUERY =
      """
      WITH RECURSIVE part(oid) AS (
        SELECT unnest(?::oid[])
        UNION SELECT inhrelid FROM pg_catalog.pg_inherits JOIN part ON inhparent = part.oid)
      SELECT n.nspname, c.relname FROM part JOIN pg_catalog.pg_class c USING (oid)
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'f' ORDER BY 1, 2
      """;

  /**
   * Reads the catalog alone.
   *
   * @param relations OIDs; those of foreign tables count, too
   */
  List<RelationName> under(Set<Long> relations) throws SQLException {
    List<RelationName> foreign = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setArray(1, connection.createArrayOf("oid", relations.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          foreign.add(new RelationName(row.getString(1), row.getString(2)));
        }
      }
    }
    return foreign;
  }
}
