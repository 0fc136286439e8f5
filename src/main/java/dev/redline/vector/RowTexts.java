package dev.redline.vector;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks up the texts of rows that a search found. */
public record RowTexts(String query) {

  /**
   * The lookup for a table.
   *
   * @param column unquoted name of the column with the text
   */
  public static RowTexts of(VectorTable table, String column) {
    return new RowTexts(
        "SELECT %s::text, %s FROM %s WHERE %1$s::text = ANY (?)"
            .formatted(SqlText.name(table.id()), SqlText.name(column), table.quotedTable()));
  }

  /** The texts of the rows, in the order of {@code found}; ends the transaction that it begins. */
  public List<String> of(Connection connection, List<Neighbour> found) throws SQLException {
    Map<String, String> byId = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      Object[] ids = found.stream().map(Neighbour::id).toArray();
      statement.setArray(1, connection.createArrayOf("text", ids));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          byId.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    List<String> texts = new ArrayList<>();
    found.forEach(row -> texts.add(Objects.requireNonNull(byId.get(row.id()))));
    return texts;
  }
}
