package dev.redline.vector;

import dev.redline.quoting.SqlText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * A table that is searched by cosine distance.
 *
 * @param table unquoted, found through the search path
 * @param id unquoted name of the column that tells rows apart
 * @param embedding unquoted name of the vector column
 */
public record VectorTable(String table, String id, String embedding) implements Searchable {

  /** What an HNSW or IVFFlat index of pgvector takes of type vector; it takes more of halfvec. */
  public static final int MOST_INDEXED_DIMENSIONS = 2000;

  @Override
  public String query() {
    return "SELECT %s::text, %2$s <=> q.v FROM %3$s, (SELECT ?::vector AS v) q ORDER BY %2$s <=> q.v LIMIT ?"
        .formatted(SqlText.name(id), SqlText.name(embedding), quotedTable());
  }

  @Override
  public void bind(PreparedStatement statement, SearchInput input, int k) throws SQLException {
    statement.setObject(1, input.vector(), Types.OTHER);
    statement.setInt(2, k);
  }

  /** The table as SQL names it. */
  public String quotedTable() {
    return SqlText.name(table);
  }
}
