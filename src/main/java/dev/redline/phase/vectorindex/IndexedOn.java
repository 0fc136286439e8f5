package dev.redline.phase.vectorindex;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.ColumnIndex;
import dev.redline.search.Relation;
import java.sql.Connection;
import java.sql.SQLException;

/** What an index is on, as the server prints it to sessions of ours. */
final class IndexedOn {

  private IndexedOn() {}

  /**
   * The column or expression.
   *
   * @throws java.util.NoSuchElementException if the table has no vector index of that name
   */
  static String read(Connector connector, RelationName table, RelationName name)
      throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return Relation.read(connection, table).orElseThrow().indexes().stream()
          .filter(index -> index.name().equals(name))
          .map(ColumnIndex::on)
          .findFirst()
          .orElseThrow();
    }
  }
}
