package dev.redline.vector;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes query vectors from the rows that are searched, where there are no others. */
public final class StoredVectors {

  private StoredVectors() {}

  /**
   * Some vectors of a table: the same for the same rows and seed. Reads the table whole.
   *
   * @param count at most so many; fewer if the table has fewer
   */
  public static List<SearchInput> sample(
      Connection connection, VectorTable table, int count, int seed) throws SQLException {
    PGvector.registerTypes(connection);
    String sql =
        "SELECT %s FROM %s WHERE %1$s IS NOT NULL ORDER BY md5(%s::text || ?) LIMIT ?"
            .formatted(
                VectorTable.quoted(table.embedding()),
                table.quotedTable(),
                VectorTable.quoted(table.id()));
    List<SearchInput> vectors = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, Integer.toString(seed));
      statement.setInt(2, count);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          vectors.add(SearchInput.of(((PGvector) rows.getObject(1)).toArray()));
        }
      }
    }
    return vectors;
  }
}
