package dev.redline.vector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * What pgvector's searches run with, as a session has it at one moment.
 *
 * @param values by name: hnsw.ef_search, hnsw.iterative_scan, hnsw.max_scan_tuples,
 *     hnsw.scan_mem_multiplier and whatever else this version knows
 * @param transaction the virtual transaction that they were read in: two reads tell by it whether
 *     they shared a transaction
 */
public record HnswSettings(Map<String, String> values, String transaction) {

  private static final String QUERY =
      """
      SELECT s.name, current_setting(s.name), l.virtualtransaction
      FROM pg_catalog.pg_settings s, pg_catalog.pg_locks l
      WHERE (s.name LIKE 'hnsw.%' OR s.name LIKE 'ivfflat.%') AND l.locktype = 'virtualxid' AND l.pid = pg_catalog.pg_backend_pid()
      """;

  /** Reads them; empty if the session has not used pgvector yet. */
  static HnswSettings read(Connection connection) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    String transaction = "none";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        values.put(rows.getString(1), rows.getString(2));
        transaction = rows.getString(3);
      }
    }
    return new HnswSettings(values, transaction);
  }

  /** The same with some of them set otherwise. */
  HnswSettings with(Map<String, String> set) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.putAll(set);
    return new HnswSettings(changed, transaction);
  }

  /** {@code hnsw.ef_search}: how many candidates one pass over the index keeps. */
  long efSearch() {
    return number("hnsw.ef_search");
  }

  /** {@code hnsw.max_scan_tuples}: how many rows an iterative scan visits at most. */
  long maxScanTuples() {
    return number("hnsw.max_scan_tuples");
  }

  private long number(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new UnknownPolicyException(name);
    }
    return Long.parseLong(value);
  }
}
