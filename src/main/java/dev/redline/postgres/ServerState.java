package dev.redline.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** What a change must leave as it is, apart from what it sets out to change. */
public record ServerState(
    SettingsSnapshot settings,
    List<VectorIndex> vectorIndexes,
    RowCounts rows,
    ServerObjects objects) {

  /** Reads all of it; counts every row of the tables that hold vectors, and changes nothing. */
  public static ServerState read(Connector connector, Clock clock) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return new ServerState(
          SettingsSnapshot.take(connection, clock),
          VectorIndex.readAll(connection),
          RowCounts.ofVectorTables(connection),
          ServerObjects.read(connection));
    }
  }

  /** The names of the vector indexes that are valid, with their tables. */
  public List<String> validIndexes() {
    return vectorIndexes.stream()
        .filter(VectorIndex::valid)
        .map(index -> "%s.%s on %s".formatted(index.schema(), index.name(), index.table()))
        .toList();
  }
}
