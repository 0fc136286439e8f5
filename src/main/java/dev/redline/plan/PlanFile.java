package dev.redline.plan;

import dev.redline.plan.stage.StageFile;
import dev.redline.plan.stage.StagePlan;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.SettingName;
import dev.redline.plan.yaml.Excerpt;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads plan.yaml: the phases in their order and what the server derives from their settings. */
final class PlanFile {

  private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

  private final GatesFiles files;
  private final Path file;
  private final Section section;

  PlanFile(GatesFiles files, Path file) {
    this.files = files;
    this.file = file;
    this.section = sectionOf(files.root(file));
  }

  static Section sectionOf(Node root) {
    return root.section("id", "reference_memory", "phases", "derived");
  }

  static Section phaseSection(Node phase) {
    return phase.section("tag", "needs", "goes_without", "settings");
  }

  String id() {
    return section.scalar("id").asText();
  }

  MemorySize referenceMemory() {
    return MemorySize.read(section.scalar("reference_memory"), "128MB", "64TB");
  }

  List<Phase> phases() {
    Node node = section.required("phases");
    if (node.items().isEmpty()) {
      throw node.wrongType("at least one phase");
    }
    List<Phase> phases = new ArrayList<>();
    node.items().forEach(item -> phases.add(phase(item, phases.stream().map(Phase::tag).toList())));
    return List.copyOf(phases);
  }

  Map<String, List<String>> derived() {
    Map<String, List<String>> derived = new LinkedHashMap<>();
    section
        .required("derived")
        .entries()
        .forEach(
            (name, node) ->
                derived.put(
                    SettingName.check(node.at(), name),
                    node.items().stream().map(SettingName::read).toList()));
    return derived;
  }

  private Phase phase(Node node, List<String> earlier) {
    Section phase = phaseSection(node);
    String tag = tag(phase.scalar("tag"), earlier);
    Node needs = phase.required("needs");
    List<String> named = needs.items().stream().map(need -> need(need, earlier)).toList();
    ShippedNeeds.of(files).requireAll(tag, named, phase.optional("goes_without"), needs);
    return new Phase(
        tag,
        named,
        phase.optionalScalar("settings").map(stage -> stage(phase.scalar("tag"), stage)));
  }

  private static String tag(ScalarNode scalar, List<String> earlier) {
    String tag = scalar.asText();
    if (!TAG.matcher(tag).matches()) {
      throw scalar.wrongType("a tag of letters and digits");
    }
    if (earlier.contains(tag)) {
      throw new PlanException(
          scalar.at(), "the tag " + tag + " is taken. Give each phase its own.");
    }
    return tag;
  }

  private static String need(Node node, List<String> earlier) {
    String need = node.scalar().asText();
    if (!earlier.contains(need)) {
      throw new PlanException(
          node.at(),
          "found \""
              + Excerpt.of(need)
              + "\", which is no earlier phase. Earlier phases: "
              + String.join(", ", earlier)
              + ".");
    }
    return need;
  }

  private StagePlan stage(ScalarNode tag, ScalarNode node) {
    Path stage = files.named(node, file.resolveSibling(""));
    StagePlan read = StageFile.read(files, stage, referenceMemory());
    if (!List.of(read.stage(), "stage" + read.stage()).contains(tag.text())) {
      throw new PlanException(
          node.at(),
          "%s calls itself stage %s, and is named for the phase %s. Name the file that belongs here."
              .formatted(stage, Excerpt.of(read.stage()), tag.text()));
    }
    if (read.raises() && !tag.text().equals(Phase.ROLLBACK)) {
      throw new PlanException(
          node.at(),
          "%s raises what is in force, in every run anew: only the phase %s, which takes it back,"
                  .formatted(stage, Phase.ROLLBACK)
              + " may. Give values.");
    }
    return read;
  }
}
