package dev.redline.plan;

/**
 * A table whose vectors are searched by cosine distance.
 *
 * @param name unquoted, found through the search path
 * @param id unquoted name of the column that tells rows apart
 * @param embedding unquoted name of the vector column
 */
public record SearchedTable(String name, String id, String embedding) {

  static SearchedTable read(Node node) {
    Section section = node.section("name", "id", "embedding");
    return new SearchedTable(
        section.scalar("name").asText(),
        section.scalar("id").asText(),
        section.scalar("embedding").asText());
  }
}
