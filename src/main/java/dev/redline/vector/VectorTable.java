package dev.redline.vector;

/**
 * A table that is searched by cosine distance.
 *
 * @param table unquoted, found through the search path
 * @param id unquoted name of the column that tells rows apart
 * @param embedding unquoted name of the vector column
 */
public record VectorTable(String table, String id, String embedding) {

  /** The statement that every search runs; its parameters are the query vector and the limit. */
  String query() {
    return "SELECT %s::text, %2$s <=> q.v FROM %3$s, (SELECT ?::vector AS v) q ORDER BY %2$s <=> q.v LIMIT ?"
        .formatted(quoted(id), quoted(embedding), quoted(table));
  }

  /** The table as SQL names it. */
  public String quotedTable() {
    return quoted(table);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
