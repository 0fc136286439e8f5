package dev.redline.plan.workload;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.value.VariableName;
import dev.redline.plan.workload.Answering.ByCommand;
import dev.redline.plan.workload.Answering.BySearch;
import dev.redline.plan.workload.Answering.DsnForm;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ReferencedFile;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads the answers of workload.yaml. */
final class AnswersFile {

  private static final String[] KEYS = {
    "none", "cases", "search", "embedder", "command", "dsn", "pass", "within", "change"
  };

  private final List<PlannedSearch> searches;

  /**
   * @param searches of the same file
   */
  AnswersFile(List<PlannedSearch> searches) {
    this.searches = searches;
  }

  AnswersPlan read(Node node) {
    if (node.entries().containsKey("none")) {
      return new AnswersPlan.None(node.section("none").scalar("none").asText());
    }
    Section section = node.section(KEYS);
    boolean bySearch = section.optional("search").isPresent();
    if (bySearch == section.optional("command").isPresent()) {
      throw new PlanException(
          node.at(),
          "answers come from a search or from a command. Name one of the two, or write none: and"
              + " why.");
    }
    Section change = section.required("change").section("gold", "overlap");
    return new AnswersPlan.Asked(
        cases(section.scalar("cases")),
        bySearch ? search(section) : command(section),
        loss(change.required("gold")),
        loss(change.required("overlap")));
  }

  private BySearch search(Section section) {
    refuse(section, "search", "dsn", "pass", "within");
    ScalarNode name = section.scalar("search");
    PlannedSearch search =
        searches.stream()
            .filter(each -> each.name().equals(name.asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    name.wrongType(
                        "one of " + searches.stream().map(PlannedSearch::name).toList()));
    if (search.table().isEmpty() || search.text().isEmpty()) {
      throw name.wrongType("a search with table and text, from which passages are read,");
    }
    return new BySearch(search.name(), section.scalar("embedder").asText());
  }

  private static ByCommand command(Section section) {
    refuse(section, "command", "embedder");
    Node words = section.required("command");
    Node dsn = section.required("dsn");
    Section form = dsn.section("variable", "file");
    if (dsn.entries().size() != 1) {
      throw dsn.wrongType("{variable: NAME} or {file: NAME}");
    }
    boolean variable = form.optional("variable").isPresent();
    return new ByCommand(
        CommandWords.read(words),
        folder(words),
        VariableName.read(form.scalar(variable ? "variable" : "file")),
        variable ? DsnForm.VARIABLE : DsnForm.FILE,
        section.optional("pass").map(VariableName::list).orElse(List.of()),
        TimeSpan.read(section.scalar("within"), "100ms", "1h"));
  }

  private static Path folder(Node node) {
    return Objects.requireNonNull(node.at().file().toAbsolutePath().getParent());
  }

  private static void refuse(Section section, String by, String... keys) {
    for (String key : keys) {
      section
          .optional(key)
          .ifPresent(
              node -> {
                throw new PlanException(
                    node.at(), "%s says nothing beside %s. Remove it.".formatted(key, by));
              });
    }
  }

  private static Path cases(ScalarNode scalar) {
    Path file = scalar.at().file().resolveSibling(scalar.asText());
    ReferencedFile.mustExist(scalar.at(), file);
    return file;
  }

  private static Threshold<Double> loss(Node node) {
    return Threshold.read(node, Threshold.Direction.AT_LEAST, scalar -> scalar.asDecimal(-1, 0));
  }
}
