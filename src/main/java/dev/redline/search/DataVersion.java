package dev.redline.search;

import dev.redline.vector.SearchInput;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells by the server's own counters whether rows may have changed, without reading them. */
final class DataVersion {

  private static final String COUNTERS =
      """
      SELECT string_agg(concat_ws(' ', oid, pg_catalog.pg_relation_filenode(oid),
               pg_catalog.pg_stat_get_tuples_inserted(oid), pg_catalog.pg_stat_get_tuples_updated(oid),
               pg_catalog.pg_stat_get_tuples_deleted(oid)), ',' ORDER BY oid),
             (SELECT stats_reset FROM pg_catalog.pg_stat_database WHERE datname = current_database())
      FROM unnest(?::oid[]) oid
      """;

  private DataVersion() {}

  /** Changes with the rows, with the search, and with what is searched for. */
  static Optional<String> of(Connection connection, ServerSearch search, List<SearchInput> queries)
      throws SQLException {
    if (search.relation().isEmpty() || search.planned().sql().isPresent()) {
      return Optional.empty();
    }
    Object[] oids =
        search.relation().get().parts().stream()
            .filter(Relation.Part::hasRows)
            .map(Relation.Part::oid)
            .toArray();
    try (PreparedStatement statement = connection.prepareStatement(COUNTERS)) {
      statement.setArray(1, connection.createArrayOf("oid", oids));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String text =
            String.join(
                "\n",
                String.valueOf(row.getString(1)),
                String.valueOf(row.getString(2)),
                search.rows().exact().sql(),
                Integer.toString(search.planned().largestK()),
                queries.toString());
        return Optional.of(
            UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString());
      }
    }
  }
}
