package dev.redline.plan.workload;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ReferencedFile;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whose answers to which questions are judged. */
public sealed interface AnswerPlan {

  /**
   * Nobody's.
   *
   * @param because a person's reason, for the record
   */
  record NotJudged(String because) implements AnswerPlan {}

  /**
   * The built-in pipeline's, over one of the searches.
   *
   * @param cases a file of one JSON object a line
   * @param search the name of a search with a text column
   */
  record BuiltIn(Path cases, String search, EmbedderChoice embedder) implements AnswerPlan {}

  /**
   * A command's, which gets the questions on standard input and the server's address in an
   * environment variable, and writes RAGChecker's form.
   *
   * @param command program and arguments
   * @param variable the environment variable for the address
   * @param patience for all answers
   */
  record Command(Path cases, List<String> command, String variable, Duration patience)
      implements AnswerPlan {}

  /**
   * Reads it.
   *
   * @param searches the names that the file has, those with a text column
   */
  static AnswerPlan read(Node node, List<String> searches) {
    if (node.entries().containsKey("none")) {
      return new NotJudged(node.section("none").scalar("none").asText());
    }
    Section section = node.section("cases", "search", "embedder", "command", "dsn", "patience");
    Path cases = cases(section.scalar("cases"));
    if (section.optional("command").isPresent()) {
      return new Command(
          cases,
          command(section.required("command")),
          variable(section.scalar("dsn")),
          section.scalar("patience").as(TimeSpan::parse));
    }
    return new BuiltIn(
        cases,
        search(section.scalar("search"), searches),
        EmbedderChoice.read(section.required("embedder")));
  }

  private static Path cases(ScalarNode scalar) {
    Path file = scalar.at().file().resolveSibling(scalar.asText());
    ReferencedFile.mustExist(scalar.at(), file);
    return file;
  }

  private static String search(ScalarNode scalar, List<String> searches) {
    if (!searches.contains(scalar.asText())) {
      throw scalar.wrongType("the name of a search with table and text (" + searches + ")");
    }
    return scalar.text();
  }

  private static List<String> command(Node node) {
    List<String> words = node.items().stream().map(item -> item.scalar().asText()).toList();
    if (words.isEmpty()) {
      throw node.wrongType("a program and its arguments");
    }
    return words;
  }

  private static String variable(ScalarNode scalar) {
    if (!scalar.asText().matches("[A-Z_][A-Z0-9_]*")) {
      throw scalar.wrongType("the name of an environment variable, such as DATABASE_URL");
    }
    return scalar.text();
  }
}
