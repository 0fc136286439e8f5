package dev.redline.plan.workload;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ReferencedFile;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.util.Optional;

/** Where the vectors come from that are searched for. */
public sealed interface QuerySource {

  /**
   * Rows of the table itself, a seeded sample; none counts as a neighbour of itself.
   *
   * @param count different ones, 1 or more
   */
  record Rows(int count) implements QuerySource {}

  /**
   * A file of one JSON object a line: {@code vector}, and values of the statement's other
   * parameters by name.
   */
  record File(Path file) implements QuerySource {}

  /**
   * Questions as vectors.
   *
   * @param file one JSON object a line: {@code query_id} and {@code query}
   * @param embedder the name of who turns a question into a vector of the table's kind
   */
  record Questions(Path file, String embedder) implements QuerySource {}

  /**
   * Reads it.
   *
   * @param rowsByDefault how many rows, where the file says nothing
   */
  static QuerySource read(Optional<Node> node, int rowsByDefault) {
    return node.map(QuerySource::read).orElse(new Rows(rowsByDefault));
  }

  private static QuerySource read(Node node) {
    Section section = node.section("rows", "file", "questions", "embedder");
    if (section.optional("rows").isPresent() && node.entries().size() == 1) {
      return new Rows(section.scalar("rows").asInteger(1, 100_000));
    }
    if (section.optional("file").isPresent() && node.entries().size() == 1) {
      return new File(file(section.scalar("file")));
    }
    if (section.optional("questions").isPresent()
        && section.optional("embedder").isPresent()
        && node.entries().size() == 2) {
      return new Questions(file(section.scalar("questions")), section.scalar("embedder").asText());
    }
    throw node.wrongType(
        "{rows: 100}, {file: queries.jsonl} or {questions: cases.jsonl, embedder: all-MiniLM-L6-v2}");
  }

  private static Path file(ScalarNode scalar) {
    Path file = scalar.at().file().resolveSibling(scalar.asText());
    ReferencedFile.mustExist(scalar.at(), file);
    return file;
  }
}
