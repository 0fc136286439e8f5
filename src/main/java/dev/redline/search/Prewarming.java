package dev.redline.search;

import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.ServerWords;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads vector indexes and their tables with the extension pg_prewarm: indexes first, as long as
 * they fit into shared_buffers together.
 */
final class Prewarming {

  private static final String SCHEMA =
      """
      SELECT n.nspname FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_prewarm'
      """;
  private static final String ROOM =
      "SELECT pg_catalog.pg_size_bytes(pg_catalog.current_setting('shared_buffers'))";

  private final Connection connection;

  /** Works on a connection of the caller's, in autocommit. */
  Prewarming(Connection connection) {
    this.connection = connection;
  }

  /** What was loaded, or why not; empty if the extension is not there. */
  List<String> of(List<ServerSearch> searches) throws SQLException {
    Optional<String> schema = text(SCHEMA);
    List<String> done = new ArrayList<>();
    if (schema.isPresent()) {
      long room = Long.parseLong(text(ROOM).orElseThrow());
      for (RelationName relation : read(searches)) {
        long bytes = size(relation);
        if (bytes > room) {
          done.add(
              "%s: %d MB, more than shared_buffers have left".formatted(relation, bytes >> 20));
        } else {
          room -= bytes;
          done.add(loaded(schema.get(), relation));
        }
      }
    }
    return done;
  }

  private static Set<RelationName> read(List<ServerSearch> searches) {
    return new LinkedHashSet<>(
        Stream.concat(
                searches.stream()
                    .flatMap(search -> search.indexes().stream().map(ColumnIndex::name)),
                searches.stream()
                    .flatMap(search -> search.relation().stream())
                    .flatMap(relation -> relation.parts().stream())
                    .filter(Relation.Part::hasRows)
                    .map(Relation.Part::name))
            .toList());
  }

  private long size(RelationName relation) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.pg_relation_size(?::regclass)")) {
      statement.setString(1, relation.sql());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** An account without the right, or a limit that is reached, is no failure of the server's. */
  private String loaded(String schema, RelationName relation) {
    String sql = "SELECT %s.pg_prewarm(?::regclass)".formatted(SqlText.name(schema));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, relation.sql());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return "%s: %d blocks".formatted(relation, row.getLong(1));
      }
    } catch (SQLException e) {
      return "%s: not loaded, %s".formatted(relation, ServerWords.of(e));
    }
  }

  private Optional<String> text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }
}
