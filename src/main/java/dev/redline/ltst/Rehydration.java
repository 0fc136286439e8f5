package dev.redline.ltst;

import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.VectorTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings back what was said before, by vector search over messages and memories. */
record Rehydration(LtstSession session) {

  private static final VectorTable MESSAGES = new VectorTable("messages", "id", "embedding");
  private static final VectorTable MEMORIES = new VectorTable("memories", "id", "embedding");

  private record Found(double distance, String content) {}

  /** The {@code k} nearest of both, nearest first. */
  List<String> recall(float[] question, int k) throws SQLException {
    List<Found> found = new ArrayList<>(nearest(MESSAGES, question, k));
    found.addAll(nearest(MEMORIES, question, k));
    return found.stream()
        .sorted(Comparator.comparingDouble(Found::distance))
        .limit(k)
        .map(Found::content)
        .toList();
  }

  /** A message that another worker compacts away between search and look-up is left out. */
  private List<Found> nearest(VectorTable table, float[] question, int k) throws SQLException {
    List<Neighbour> neighbours = session.search().nearest(table, SearchInput.of(question), k);
    Map<String, String> contents = contents(table, neighbours);
    return neighbours.stream()
        .filter(neighbour -> contents.containsKey(neighbour.id()))
        .map(
            neighbour ->
                new Found(neighbour.distance(), String.valueOf(contents.get(neighbour.id()))))
        .toList();
  }

  private Map<String, String> contents(VectorTable table, List<Neighbour> rows)
      throws SQLException {
    String query =
        "SELECT id::text, content FROM %s WHERE id = ANY (?::bigint[])"
            .formatted(table.quotedTable());
    return session.inTransaction(
        () -> {
          Map<String, String> contents = new HashMap<>();
          try (PreparedStatement statement = session.connection().prepareStatement(query)) {
            Object[] ids = rows.stream().map(Neighbour::id).toArray();
            statement.setArray(1, session.connection().createArrayOf("text", ids));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                contents.put(row.getString(1), row.getString(2));
              }
            }
          }
          return contents;
        });
  }
}
