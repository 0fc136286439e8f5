package dev.redline.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change must leave as it is, apart from what it sets out to change.
 *
 * @param keys rows that are looked for again, by table; none where nothing was changed yet
 */
public record ServerState(
    SettingsSnapshot settings,
    List<VectorIndex> vectorIndexes,
    RowCounts rows,
    ServerObjects objects,
    Map<String, KeySample> keys) {

  /** Of a state that an earlier version wrote: without keys. */
  public ServerState(
      SettingsSnapshot settings,
      List<VectorIndex> vectorIndexes,
      RowCounts rows,
      ServerObjects objects,
      @Nullable Map<String, KeySample> keys) {
    this.settings = settings;
    this.vectorIndexes = vectorIndexes;
    this.rows = rows;
    this.objects = objects;
    this.keys = keys == null ? Map.of() : keys;
  }

  /** Without keys. */
  public ServerState(
      SettingsSnapshot settings,
      List<VectorIndex> vectorIndexes,
      RowCounts rows,
      ServerObjects objects) {
    this(settings, vectorIndexes, rows, objects, Map.of());
  }

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

  /** The same with keys of rows that are looked for again. */
  public ServerState withKeys(Connector connector) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return new ServerState(settings, vectorIndexes, rows, objects, SampledKeys.take(connection));
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
